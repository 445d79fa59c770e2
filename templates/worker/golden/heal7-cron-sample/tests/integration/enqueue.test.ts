import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { enqueue, jobsOf } from '../../src/schedule/enqueue.ts';
import { QUEUE } from '../../src/work/job.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

let redis: TestRedis;
let connection: Redis;
let queue: Queue;

before(async () => {
  redis = await startRedis();
  connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  queue = new Queue(QUEUE, { connection });
});

after(async () => {
  await queue.close();
  connection.disconnect();
  await redis.stop();
});

const run = (date: string) =>
  enqueue({
    redisUrl: redis.url,
    jobs: jobsOf(date),
    signal: AbortSignal.timeout(30_000),
  });

test('a day is queued once, however often it runs', async () => {
  assert.equal(await run('2026-03-01'), 2);
  await run('2026-03-01');
  assert.equal(await queue.getWaitingCount(), 2);
  await run('2026-03-02');
  assert.equal(await queue.getWaitingCount(), 4);
});

test('jobs are tried again later when they fail', async () => {
  const [job] = await queue.getWaiting();
  assert.equal(job?.opts.attempts, 6);
  assert.deepEqual(job?.opts.backoff, { type: 'exponential', delay: 1_000 });
});

test('without Redis it ends with the reason instead of waiting', async () => {
  await assert.rejects(
    enqueue({
      redisUrl: 'redis://127.0.0.1:1',
      jobs: jobsOf('2026-03-01'),
      signal: AbortSignal.timeout(300),
    }),
    (error: Error) =>
      /could not be queued in time/.test(error.message) &&
      /ECONNREFUSED/.test(String(error.cause)),
  );
});
