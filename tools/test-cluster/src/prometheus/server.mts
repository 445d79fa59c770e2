import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { findFreePorts } from '../cluster/ports.mts';
import { ClusterError } from '../errors.mts';
import { clustersDir } from '../paths.mts';
import { StopWaiting, waitFor } from '../wait.mts';

/** A running Prometheus with data of its own. */
export interface Prometheus {
  url: string;
  /** The value of an instant query's first series; undefined without one. */
  query(expression: string): Promise<number | undefined>;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

/** What to scrape each second: the `job` label, and `host:port`. */
export type ScrapeTargets = Record<string, string>;

function configuration(targets: ScrapeTargets): string {
  return stringify({
    global: { scrape_interval: '1s', scrape_timeout: '1s' },
    scrape_configs: Object.entries(targets).map(([job, address]) => ({
      job_name: job,
      static_configs: [{ targets: [address] }],
    })),
  });
}

async function launch(dir: string, port: number): Promise<ChildProcess> {
  const child = spawn(
    process.env.HEAL7_PROMETHEUS || 'prometheus',
    [
      `--config.file=${join(dir, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(dir, 'data')}`,
      '--storage.tsdb.retention.time=1h',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  }).catch(error => {
    throw new ClusterError(
      `prometheus cannot be started (${error.message}): install it ` +
        "(Debian: 'apt-get install prometheus') or name it in HEAL7_PROMETHEUS",
    );
  });
  return child;
}

async function query(
  url: string,
  expression: string,
): Promise<number | undefined> {
  const answer = await fetch(
    `${url}/api/v1/query?query=${encodeURIComponent(expression)}`,
  );
  const { status, error, data } = (await answer.json()) as {
    status: string;
    error?: string;
    data?: { result: Array<{ value: [number, string] }> };
  };
  if (status !== 'success') {
    throw new ClusterError(`prometheus refused '${expression}': ${error}`);
  }
  const value = data?.result[0]?.value[1];
  return value === undefined ? undefined : Number(value);
}

/** Starts a Prometheus on a free loopback port that scrapes every second. */
export async function startPrometheus(
  targets: ScrapeTargets,
): Promise<Prometheus> {
  const parent = join(dirname(clustersDir()), 'test-prometheus');
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(join(parent, 'p-'));
  await writeFile(join(dir, 'prometheus.yml'), configuration(targets));
  const [port] = await findFreePorts(1);
  const child = await launch(dir, port);
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', text => (log += text));
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()),
  );
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(dir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitFor('prometheus', async () => {
      if (child.exitCode !== null) {
        throw new StopWaiting(`prometheus ended: ${log.slice(-500)}`);
      }
      return (await fetch(`${url}/-/ready`)).ok || undefined;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, query: expression => query(url, expression), stop };
}
