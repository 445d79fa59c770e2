import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  postgresBinaries,
  startPostgres,
} from '../../../../plugins/deployments-backend/scripts/postgres.mjs';
import { runCommand } from '../commands.mts';
import { freePort } from '../free-port.mts';
import type { Side } from './jobs.mts';

/** What stands in for a container beside a job. */
export type StandIn = {
  port: number;
  stop(): Promise<void>;
};

type Start = (env: Record<string, string>) => Promise<StandIn>;

const START_TIMEOUT_MS = 30_000;

const STARTS: Array<[image: RegExp, start: Start]> = [
  [/(^|\/)postgres:/, startDatabase],
  [/(^|\/)(redis|valkey):/, startRedis],
];

/** Starts this machine's own program for an image. */
export async function startSide({ image, env }: Side): Promise<StandIn> {
  const start = STARTS.find(([pattern]) => pattern.test(image))?.[1];
  if (!start) {
    throw new Error(`Nothing here stands in for the service ${image}`);
  }
  return start(env);
}

/** As the image's variables say: its user and database. No password counts. */
async function startDatabase(env: Record<string, string>): Promise<StandIn> {
  const bin = postgresBinaries();
  if (!bin) throw new Error('PostgreSQL is needed: install postgresql');
  const folder = await mkdtemp(join(tmpdir(), 'heal7-postgres-'));
  const server = await startPostgres(folder, bin);
  const user = env.POSTGRES_USER ?? 'postgres';
  const database = env.POSTGRES_DB ?? user;
  const made = [
    ...(user === 'postgres' ? [] : [`CREATE ROLE "${user}" SUPERUSER LOGIN`]),
    ...(database === 'postgres' ? [] : [`CREATE DATABASE "${database}"`]),
  ];
  for (const sql of made) {
    const problems = await runCommand(
      [
        ...['psql', '-h', '127.0.0.1', '-p', String(server.port)],
        ...['-U', 'postgres', '-v', 'ON_ERROR_STOP=1', '-c', sql],
      ],
      folder,
    );
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }
  return {
    port: server.port,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startRedis(): Promise<StandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'heal7-redis-'));
  const port = await freePort();
  const server = spawn(
    'redis-server',
    [
      ...['--port', String(port), '--bind', '127.0.0.1'],
      ...['--save', '', '--dir', folder],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>(resolve => {
    server.once('close', () => resolve());
    server.once('error', () => resolve());
  });
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const ready = new Promise<boolean>(resolve => {
    server.stdout.on('data', data => {
      if (String(data).includes('Ready to accept connections')) resolve(true);
    });
    setTimeout(resolve, START_TIMEOUT_MS, false).unref();
  });
  if (await Promise.race([ready, ended.then(() => false)]))
    return { port, stop };
  await stop();
  throw new Error('Redis did not start: install redis-server');
}

/** Points what was written for a job's own host at the port it has here. */
export const redirected =
  (from: number, to: number) =>
  (text: string): string =>
    text
      .replaceAll(
        new RegExp(`\\b(localhost|127\\.0\\.0\\.1):${from}\\b`, 'g'),
        `127.0.0.1:${to}`,
      )
      .replaceAll(new RegExp(`^${from}$`, 'g'), String(to));
