import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { Service } from '../support/process.ts';

// Against a running worker when SMOKE_URL names one, else against the build.
let base = process.env.SMOKE_URL ?? '';
let redis: TestRedis | undefined;
let worker: Service | undefined;

before(async () => {
  if (base) return;
  redis = await startRedis();
  worker = new Service({
    HOST: '127.0.0.1',
    PORT: '0',
    DRAIN_DELAY_MS: '0',
    REDIS_URL: redis.url,
  });
  const { address } = await worker.line(
    ({ message }) => message === 'listening',
  );
  base = `http://127.0.0.1:${(address as { port: number }).port}`;
});

after(async () => {
  worker?.process.kill('SIGKILL');
  await redis?.stop();
});

test('is healthy and ready', async () => {
  assert.equal((await fetch(`${base}/health`)).status, 200);
  assert.equal((await fetch(`${base}/ready`)).status, 200);
});

test('tells how much waits', async () => {
  const text = await (await fetch(`${base}/metrics`)).text();
  assert.match(text, /^queue_depth \d+$/m);
});

test('SIGTERM ends it with 0', async t => {
  if (!worker)
    return t.skip('SMOKE_URL names a worker that is not ours to stop');
  worker.process.kill('SIGTERM');
  assert.equal(await worker.exited, 0);
});
