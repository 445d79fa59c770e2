import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { StopWaiting, waitFor } from '../../tools/test-cluster/index.mts';
import { freePort } from './ports.mts';

const root = resolve(import.meta.dirname, '../..');
// By its path: processes that the backend starts elsewhere inherit it.
const transform = createRequire(import.meta.url).resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);

/** The portal's real backend in a process of its own, with a guest's token. */
export interface Backend {
  url: string;
  /** Of the process that runs now. */
  pid(): number;
  /** Where its databases and its log (`backend.log`) are. */
  dataDir: string;
  get<T>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  post<T>(path: string, body: unknown): Promise<Answer<T>>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/**
 * Starts the backend.
 *
 * @param configs - configuration files, read in this order
 * @param overrides - laid over them
 */
export async function startBackend(options: {
  dataDir: string;
  configs: string[];
  overrides: (port: number) => object;
  env?: Record<string, string>;
}): Promise<Backend> {
  const { dataDir, configs, overrides, env = {} } = options;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  await mkdir(dataDir, { recursive: true });
  const overlay = join(dataDir, 'app-config.test.json');
  await writeFile(overlay, JSON.stringify(overrides(port), undefined, 2));

  const launch = () => {
    const child = spawn(
      process.execPath,
      [
        ...['--require', transform, 'src/index.ts'],
        ...[...configs.map(file => resolve(root, file)), overlay].flatMap(
          file => ['--config', file],
        ),
      ],
      {
        cwd: join(root, 'packages/backend'),
        env: {
          ...process.env,
          NODE_ENV: 'development',
          HEAL7_DATA_DIR: dataDir,
          HEAL7_BACKEND_PORT: String(port),
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const log = createWriteStream(join(dataDir, 'backend.log'), { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    return child;
  };

  let child = launch();
  let token = '';

  const lastWords = async () => {
    const log = await readFile(join(dataDir, 'backend.log'), 'utf8');
    return [
      `the backend ended with code ${child.exitCode}:`,
      ...log.trimEnd().split('\n').slice(-10),
    ].join('\n');
  };

  const ready = async () => {
    await waitFor(
      `the backend (see ${join(dataDir, 'backend.log')})`,
      async () => {
        if (child.exitCode !== null) {
          throw new StopWaiting(await lastWords());
        }
        const answer = await fetch(`${url}/.backstage/health/v1/readiness`);
        return answer.ok || undefined;
      },
      { timeout: 240_000, interval: 200 },
    );
    const answer = await fetch(`${url}/api/auth/guest/refresh`, {
      method: 'POST',
    });
    const session = await answer.json();
    token = session.backstageIdentity.token;
  };

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
    }
  };

  async function request<T>(
    path: string,
    init: RequestInit,
  ): Promise<Answer<T>> {
    const answer = await fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json');
    return {
      status: answer.status,
      headers: answer.headers,
      body: (json ? JSON.parse(text) : text) as T,
    };
  }

  try {
    await ready();
  } catch (error) {
    // Nobody else knows of the process.
    await end('SIGKILL');
    throw error;
  }
  return {
    url,
    pid: () => child.pid!,
    dataDir,
    get: (path, headers) => request(path, { headers }),
    post: (path, body) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGKILL');
      child = launch();
      await ready();
    },
    stop: () => end('SIGTERM'),
  };
}
