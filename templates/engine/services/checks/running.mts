import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { problemsOf } from '../commands.mts';
import { Container } from '../dockerfile/container.mts';
import type { Stage } from '../dockerfile/stage.mts';
import type { Facts } from '../facts.mts';
import { freePort } from '../free-port.mts';
import { ask, startLoad, type Sample } from '../http/load.mts';
import { samplesOf } from '../http/samples.mts';
import type { Findings } from '../statements.mts';
import type { RunStep } from '../workflow/jobs.mts';
import type { JobRunner } from '../workflow/steps.mts';

const CLIENTS = 8;
const START_TIMEOUT_MS = 120_000;
const DRAIN_DELAY_MS = 5_000;
const LOAD_TIMEOUT_MS = 10_000;
const REQUESTS_BEFORE = 500;
const REQUESTS_AFTER = 100;
const STOP_TIMEOUT_MS = 60_000;

export type Running = {
  /** The service's source, installed: its smoke tests are run there. */
  source: string;
  image: Stage;
  facts: Facts;
  /** An empty folder. */
  work: string;
  env: Record<string, string>;
  smoke?: { step: RunStep; runner: JobRunner };
};

/** Runs an image that does its work and ends. */
export async function checkTask(
  findings: Findings,
  { image, facts, work, env }: Running,
): Promise<void> {
  await findings.look('image: runs, and ends with 0', async () => {
    const container = new Container(image, {
      ...facts,
      work,
      env: { ...facts.env, ...env },
    });
    try {
      const code = await within(STOP_TIMEOUT_MS, container.ended);
      return code === '0' ? [] : [`exit ${code}`, ...ending(container)];
    } finally {
      await container.remove();
    }
  });
}

/** Starts an image that answers, asks it, and stops it while it is asked. */
export async function checkServer(
  findings: Findings,
  { source, image, facts, work, env, smoke }: Running,
): Promise<void> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const container = new Container(image, {
    ...facts,
    work,
    env: {
      ...facts.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DRAIN_DELAY_MS: String(DRAIN_DELAY_MS),
      ...env,
    },
  });
  try {
    const started = await findings.look(
      'image: starts, is healthy and gets ready',
      async () => [
        ...(await until(container, base, '/health')),
        ...(await until(container, base, '/ready')),
      ],
    );
    if (!started) return;
    const { healthcheck } = image.config;
    await findings.look('image: its HEALTHCHECK agrees', async () =>
      healthcheck ? container.execute(healthcheck) : ['there is none'],
    );
    if (smoke) {
      await findings.look('image: the smoke tests pass against it', async () =>
        problemsOf(await smoke.runner.run(smoke.step, { SMOKE_URL: base })),
      );
    }
    await findings.look('image: /metrics', () => metricsProblems(base));
    const samples = loadOf(source, facts);
    await findings.look(
      `image: drains on ${image.config.stopSignal} under load with no failed request, and ends with 0`,
      () => drainProblems(container, base, samples, image.config.stopSignal),
    );
  } finally {
    await container.remove();
  }
}

/** A worker has nothing but its probes to ask for. */
function loadOf(source: string, { kind }: Facts): Sample[] {
  const file = join(source, 'openapi.yaml');
  const described =
    kind === 'service' && existsSync(file)
      ? samplesOf(readFileSync(file, 'utf8'))
      : [];
  return described.length > 0
    ? described
    : [{ method: 'GET', path: '/health' }];
}

const statusOf = async (base: string, path: string) => {
  const answer = await ask(base, { method: 'GET', path });
  return 'status' in answer ? answer.status : answer.error;
};

async function until(
  container: Container,
  base: string,
  path: string,
): Promise<string[]> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let last: number | string = 'nothing';
  while (container.running && Date.now() < deadline) {
    last = await statusOf(base, path);
    if (last === 200) return [];
    await delay(50);
  }
  return [
    container.running
      ? `${path} answers ${last} after ${START_TIMEOUT_MS / 1000} s`
      : `it ended with ${await container.ended}`,
    ...ending(container),
  ];
}

async function metricsProblems(base: string): Promise<string[]> {
  const response = await fetch(`${base}/metrics`);
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const samples = text
    .split('\n')
    .filter(line => line && !line.startsWith('#'));
  const odd = samples.filter(
    line => !/^[a-zA-Z_:][\w:]*(\{.*\})? \S+( \d+)?$/.test(line),
  );
  return [
    ...(response.status === 200 ? [] : [`answers ${response.status}`]),
    ...(/^(text\/plain|application\/openmetrics-text)/.test(type)
      ? []
      : [`is ${type || 'of no type'}`]),
    ...(samples.length > 0 ? [] : ['is empty']),
    ...odd.map(line => `${line} is not in Prometheus' format`),
  ];
}

/**
 * Stops it as a cluster does: clients go on until the load balancer has seen
 * /ready say no, and a little longer, and none of them may notice.
 */
async function drainProblems(
  container: Container,
  base: string,
  samples: Sample[],
  signal: string,
): Promise<string[]> {
  const load = startLoad(base, samples, CLIENTS);
  const reach = async (answered: number, milliseconds: number) => {
    const deadline = Date.now() + milliseconds;
    while (
      container.running &&
      Date.now() < deadline &&
      load.answered() < answered
    ) {
      await delay(10);
    }
  };
  await reach(REQUESTS_BEFORE, LOAD_TIMEOUT_MS);
  container.signal(signal as NodeJS.Signals);
  let ready: number | string = 200;
  while (container.running && ready === 200) {
    ready = await statusOf(base, '/ready');
  }
  await reach(load.answered() + REQUESTS_AFTER, DRAIN_DELAY_MS / 4);
  const { answered, failed } = await load.stop();
  const code = await within(STOP_TIMEOUT_MS, container.ended);
  return [
    ...[...failed].map(([what, times]) => `${what} (${times} of ${answered})`),
    ...(ready === 503 ? [] : [`/ready did not turn to 503: ${ready}`]),
    ...(code === '0' ? [] : [`it ended with ${code}`, ...ending(container)]),
  ];
}

const ending = ({ output }: Container) => output.trim().split('\n').slice(-10);

async function within(
  milliseconds: number,
  promise: Promise<string>,
): Promise<string> {
  const timer = new AbortController();
  const late = delay(milliseconds, `nothing in ${milliseconds / 1000} s`, {
    signal: timer.signal,
  });
  const result = await Promise.race([promise, late]);
  timer.abort();
  late.catch(() => {});
  return result;
}
