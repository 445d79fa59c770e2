import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, test } from 'node:test';
import { createApp, type Handler } from '../../src/server/app.ts';
import { drain } from '../../src/server/drain.ts';
import { createLogger } from '../../src/server/logger.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import {
  ReadinessCheck,
  type Readiness,
  type Upstream,
} from '../../src/server/readiness.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<string> {
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function start(handle: Handler, upstreams: Upstream[] = []) {
  const lines: Array<Record<string, unknown>> = [];
  const logger = createLogger({
    level: 'info',
    base: {},
    write: line => lines.push(JSON.parse(line)),
  });
  const readiness = new ReadinessCheck({
    upstreams,
    timeoutMs: 1_000,
    freshMs: 0,
  });
  const metrics = createMetrics({ runtime: false });
  const server = createApp({ handle, logger, metrics, readiness });
  return { url: await listen(server), server, readiness, logger, lines };
}

/** Something a test waits for, or makes others wait for. */
function signal() {
  let fire = () => {};
  const fired = new Promise<unknown>(resolve => {
    fire = () => resolve(undefined);
  });
  return { fire, fired };
}

const hello: Handler = async (_, response) => void response.end('hello');

test('/health answers whatever the upstreams do', async () => {
  const { url } = await start(hello, [
    { name: 'gone', url: 'http://127.0.0.1:1/' },
  ]);
  assert.equal((await fetch(`${url}/health`)).status, 200);
});

test('/ready follows an upstream down and up', async () => {
  let status = 503;
  const upstream = await listen(
    createServer((_, response) => {
      response.statusCode = status;
      response.end();
    }),
  );
  const { url } = await start(hello, [{ name: 'api', url: upstream }]);

  const down = await fetch(`${url}/ready`);
  assert.equal(down.status, 503);
  assert.deepEqual(await down.json(), {
    ready: false,
    draining: false,
    upstreams: { api: 'down' },
  });
  status = 200;
  assert.equal((await fetch(`${url}/ready`)).status, 200);
});

test('a check of its own decides too, and one that throws says no', async () => {
  const { url, readiness } = await start(hello);
  readiness.add('queue', () => Promise.reject(new Error('no connection')));
  const answer = await fetch(`${url}/ready`);
  assert.equal(answer.status, 503);
  const state = (await answer.json()) as Readiness;
  assert.deepEqual(state.upstreams, { queue: 'down' });
});

test('/metrics counts requests by code, without probes', async () => {
  const { url } = await start(async (request, response) => {
    response.statusCode = request.url === '/boom' ? 500 : 200;
    response.end();
  });
  await fetch(`${url}/a`);
  await fetch(`${url}/boom`);
  await fetch(`${url}/health`);
  await fetch(`${url}/ready`);
  const text = await (await fetch(`${url}/metrics`)).text();
  const counted = text
    .split('\n')
    .filter(line => line.startsWith('http_requests_total{'));
  assert.deepEqual(counted, [
    'http_requests_total{method="GET",code="200"} 1',
    'http_requests_total{method="GET",code="500"} 1',
  ]);
  assert.match(
    text,
    /http_request_duration_seconds_bucket\{le="0.5",method="GET",code="200"\} 1/,
  );
});

test('a handler that throws is a 500 with its cause in the log', async () => {
  const { url, lines } = await start(async () => {
    throw new Error('broken handler');
  });
  const response = await fetch(`${url}/x?token=secret`);
  assert.equal(response.status, 500);
  assert.deepEqual(await response.json(), { error: 'internal error' });
  const line = lines.find(({ message }) => message === 'request failed');
  assert.match(JSON.stringify(line), /broken handler/);
  assert.doesNotMatch(JSON.stringify(lines), /secret/);
});

test('keeps a sane request id and replaces any other', async () => {
  const { url } = await start(hello);
  const ask = async (id: string) =>
    (await fetch(url, { headers: { 'x-request-id': id } })).headers.get(
      'x-request-id',
    );
  assert.equal(await ask('abc-1'), 'abc-1');
  assert.match((await ask('a b"c')) ?? '', /^[0-9a-f-]{36}$/);
});

test('draining says no, finishes what is under way, then closes', async () => {
  const arrived = signal();
  const release = signal();
  const { url, server, readiness, logger } = await start(
    async (_, response) => {
      arrived.fire();
      await release.fired;
      response.end('done');
    },
  );
  const slow = fetch(`${url}/slow`);
  await arrived.fired;
  const stopped = drain({
    server,
    readiness,
    logger,
    delayMs: 50,
    timeoutMs: 10_000,
  });
  const ready = await fetch(`${url}/ready`);
  assert.equal(ready.status, 503);
  assert.equal(((await ready.json()) as Readiness).draining, true);
  release.fire();
  assert.equal(await (await slow).text(), 'done');
  assert.equal(await stopped, true);
  await assert.rejects(fetch(`${url}/health`));
});

test('a request that outlasts the drain is cut, and that is reported', async () => {
  const arrived = signal();
  const { url, server, readiness, logger } = await start(async () => {
    arrived.fire();
    await new Promise(() => {});
  });
  const stuck = assert.rejects(fetch(`${url}/stuck`));
  await arrived.fired;
  const whole = await drain({
    server,
    readiness,
    logger,
    delayMs: 0,
    timeoutMs: 20,
  });
  assert.equal(whole, false);
  await stuck;
});
