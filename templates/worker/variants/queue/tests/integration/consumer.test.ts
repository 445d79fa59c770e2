import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { consume, type Consumer } from '../../src/queue/consumer.ts';
import { createDelivery } from '../../src/queue/deliver.ts';
import { createJobMetrics } from '../../src/queue/metrics.ts';
import { createLogger } from '../../src/server/logger.ts';
import { QUEUE } from '../../src/work/job.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

let redis: TestRedis;
let connection: Redis;
let listening: Redis;
let queue: Queue;
let events: QueueEvents;
let consumer: Consumer | undefined;

// What receives readings; answers with what a test puts here, else 204.
const answers: number[] = [];
const received: Array<{ key: unknown; body: unknown }> = [];
let hold: Promise<unknown> | undefined;
let arrived = () => {};
const receiver = createServer(async (request, response) => {
  received.push({
    key: request.headers['idempotency-key'],
    body: JSON.parse(await text(request)),
  });
  arrived();
  await hold;
  response.statusCode = answers.shift() ?? 204;
  response.end();
});

async function text(request: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of request) all += String(chunk);
  return all;
}

before(async () => {
  redis = await startRedis();
  connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  queue = new Queue(QUEUE, { connection });
  listening = connection.duplicate();
  events = new QueueEvents(QUEUE, { connection: listening });
  await events.waitUntilReady();
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});

afterEach(async () => {
  hold = undefined;
  await consumer?.stop(10_000).catch(() => 'a test looks at that itself');
  consumer = undefined;
  await queue.obliterate({ force: true });
  answers.length = 0;
  received.length = 0;
});

after(async () => {
  await events.close();
  await queue.close();
  listening.disconnect();
  connection.disconnect();
  receiver.close();
  await redis.stop();
});

function start(registry = new Registry()) {
  const logger = createLogger({ level: 'error', base: {}, write: () => {} });
  const { port } = receiver.address() as AddressInfo;
  const started = consume({
    redisUrl: redis.url,
    concurrency: 2,
    deliver: createDelivery({
      url: `http://127.0.0.1:${port}`,
      timeoutMs: 5_000,
      logger,
    }),
    logger,
    metrics: createJobMetrics(registry, () => started.depth()),
  });
  consumer = started;
  return { consumer: started, registry };
}

const JOB = { date: '2000-01-01', locale: 'en' };
const add = (data: unknown, jobId: string, attempts = 1) =>
  queue.add('reading', data, {
    jobId,
    attempts,
    backoff: { type: 'fixed', delay: 1 },
  });

test('a job is delivered with its id, and counted', async () => {
  const { consumer: first, registry } = start();
  const job = await add(JOB, 'a');
  await job.waitUntilFinished(events);
  await first.stop(10_000);
  assert.deepEqual(received, [
    {
      key: 'a',
      body: { locale: 'en', text: 'The pillar of 2000-01-01 is 戊午.' },
    },
  ]);
  const metrics = await registry.getSingleMetricAsString('jobs_total');
  assert.match(metrics, /jobs_total\{outcome="completed"\} 1/);
});

test('a receiver that fails for a while gets it again, with the same id', async () => {
  start();
  answers.push(503, 429);
  const job = await add(JOB, 'b', 3);
  await job.waitUntilFinished(events);
  assert.deepEqual(
    received.map(({ key }) => key),
    ['b', 'b', 'b'],
  );
});

test('what the receiver refuses for good is not tried again', async () => {
  start();
  answers.push(422);
  const job = await add(JOB, 'c', 5);
  await assert.rejects(job.waitUntilFinished(events), /answered 422/);
  assert.equal(received.length, 1);
});

test('what is no such job fails at once and reaches nobody', async () => {
  start();
  const job = await add({ date: 'yesterday' }, 'd', 5);
  await assert.rejects(job.waitUntilFinished(events), /not a reading job/);
  assert.deepEqual(received, []);
});

test('stopping finishes what is under way and leaves the rest', async () => {
  const { consumer: first } = start();
  const order = ['e1', 'e2', 'e3'];
  let release = () => {};
  hold = new Promise<void>(resolve => (release = resolve));
  const both = new Promise<void>(resolve => {
    arrived = () => received.length === 2 && resolve();
  });
  for (const id of order) await add(JOB, id);
  await both;
  const stopped = first.stop(10_000);
  release();
  await stopped;
  assert.deepEqual(
    received.map(({ key }) => key),
    ['e1', 'e2'],
  );
  assert.equal(await queue.getWaitingCount(), 1);
});

test('stopping says when a job outlasts it', async () => {
  const { consumer: first } = start();
  let release = () => {};
  hold = new Promise<void>(resolve => (release = resolve));
  const taken = new Promise<void>(resolve => (arrived = resolve));
  await add(JOB, 'f');
  await taken;
  await assert.rejects(first.stop(10), /still under way/);
  release();
});

test('the depth is what waits, shared among the workers', async () => {
  let release = () => {};
  hold = new Promise<void>(resolve => (release = resolve));
  const both = new Promise<void>(resolve => {
    arrived = () => received.length === 2 && resolve();
  });
  const { consumer: first } = start();
  for (const id of ['g1', 'g2', 'g3', 'g4', 'g5']) await add(JOB, id);
  await both;
  assert.equal(await first.connected(), true);
  assert.equal(await first.depth(), 3);
  release();
});
