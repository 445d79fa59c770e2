import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

export type TestRedis = { url: string; stop: () => Promise<void> };

/**
 * An empty database: of the server that REDIS_URL names (its sixteenth, which is
 * emptied), else of a redis-server of this machine, started for the tests.
 */
export async function startRedis(): Promise<TestRedis> {
  const given = process.env.REDIS_URL;
  if (given) {
    const url = `${given.replace(/\/\d*$/, '')}/15`;
    const redis = new Redis(url);
    await redis.flushdb();
    redis.disconnect();
    return { url, stop: async () => {} };
  }
  const dir = await mkdtemp(join(tmpdir(), 'redis-'));
  const socket = join(dir, 'socket');
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--unixsocket', socket, '--save', '', '--dir', dir],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await once(server, 'spawn');
  const url = `redis://127.0.0.1:${port}`;
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', () => 'not up yet: ioredis tries again');
  await redis.ping();
  redis.disconnect();
  return {
    url,
    stop: async () => {
      const exited = once(server, 'exit');
      server.kill('SIGTERM');
      await exited;
      await rm(dir, { recursive: true, force: true });
    },
  };
}
