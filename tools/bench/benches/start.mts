import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../../e2e/support/ports.mts';
import { root } from '../../bootstrap/lib/paths.mjs';
import { isListening } from '../../bootstrap/lib/ports.mjs';
import { isServing } from '../../bootstrap/lib/ready.mjs';
import { waitFor } from '../../test-cluster/index.mts';
import type { Bench, BenchContext } from '../support/bench.mts';
import { summarise } from '../support/statistics.mts';

/** Seconds from the command on; `stopped` from the Ctrl-C on. */
interface Start {
  page: number;
  ready: number;
  stopped: number;
}

/** Lines that explain a start that fails. */
const LAST_LINES = 20;

async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    ports.add(await freePort());
  }
  return [...ports];
}

/** Like Ctrl-C in a terminal: the whole group gets the signal. */
async function interrupt(child: ChildProcess): Promise<void> {
  const running = child.exitCode === null && child.signalCode === null;
  if (child.pid !== undefined && running) {
    const closed = once(child, 'close');
    process.kill(-child.pid, 'SIGINT');
    await closed;
  }
}

async function startOnce({ cleanup }: BenchContext): Promise<Start> {
  const [app, backend, sandbox, ...demo] = await freePorts(5);
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  cleanup.add(() => rm(dataDir, { recursive: true, force: true }));
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: {
      ...process.env,
      HEAL7_APP_PORT: String(app),
      HEAL7_BACKEND_PORT: String(backend),
      HEAL7_SANDBOX_PORT: String(sandbox),
      HEAL7_DEMO_PORTS: demo.join(','),
      HEAL7_DATA_DIR: dataDir,
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  cleanup.add(() => interrupt(child));

  const tail: string[] = [];
  const ready = new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        tail.push(line);
        tail.splice(0, tail.length - LAST_LINES);
        if (line.startsWith('Portal ready:')) {
          resolve(elapsed());
        }
      });
    }
    child.once('error', reject);
    child.once('close', code =>
      reject(new Error(`npm start ended (${code}):\n${tail.join('\n')}`)),
    );
  });
  const page = waitFor(
    'the page',
    async () => ((await isServing(app, '/')) ? elapsed() : undefined),
    { timeout: 600_000 },
  );
  const figures = {
    page: await Promise.race([page, ready]),
    ready: await ready,
  };

  const stopping = elapsed();
  await interrupt(child);
  const stopped = elapsed() - stopping;
  for (const port of [app, backend, ...demo]) {
    if (await isListening(port)) {
      throw new Error(`Something still listens on port ${port} after Ctrl-C`);
    }
  }
  return { ...figures, stopped };
}

/** `npm start` of an installed clone, with fresh data. */
export const start: Bench = {
  summary: '`npm start` of an installed clone: to the page, to being ready',
  counts: 'starts (3), after one that does not count',
  async run(context) {
    const { count = 3, progress } = context;
    progress('a start that does not count: it installs what is missing');
    await startOnce(context);
    const starts: Start[] = [];
    for (let index = 1; index <= count; index += 1) {
      progress(`start ${index} of ${count}`);
      starts.push(await startOnce(context));
    }
    const row = (what: string, pick: (start: Start) => number) => {
      const seconds = starts.map(pick);
      const { samples, p50, max } = summarise(seconds);
      const fastest = Math.min(...seconds);
      const figures = { 'min s': fastest, 'median s': p50, 'max s': max };
      return { what, starts: samples, ...figures };
    };
    return {
      title: '`npm start`, everything installed, no data yet',
      rows: [
        row('the page is served', ({ page }) => page),
        row('the portal is ready', ({ ready }) => ready),
        row('stopped after Ctrl-C', ({ stopped }) => stopped),
      ],
      notes: [
        'ready: the page and the backend answer, and the demo clusters run',
      ],
    };
  },
};
