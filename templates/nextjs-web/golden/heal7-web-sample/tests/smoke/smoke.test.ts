import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

// Against a running service when SMOKE_URL names one, else against the build.
let base = process.env.SMOKE_URL ?? '';
let server: ChildProcess | undefined;

// Stands in for the OpenTelemetry collector.
const traced: string[] = [];
const collector = createServer((request, response) => {
  traced.push(request.url ?? '');
  request.resume();
  request.on('end', () => response.end());
});

before(async () => {
  if (base) return;
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  server = spawn(process.execPath, ['.next/standalone/main.mjs'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      DRAIN_DELAY_MS: '1000',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout! })) {
    const entry = JSON.parse(line);
    if (entry.message === 'listening') {
      base = `http://127.0.0.1:${entry.address.port}`;
      break;
    }
  }
  server.stdout!.resume();
  assert.ok(base, 'the server ended before it listened');
});

after(() => {
  server?.kill('SIGKILL');
  collector.close();
});

test('is healthy and ready', async () => {
  assert.equal((await fetch(`${base}/health`)).status, 200);
  assert.equal((await fetch(`${base}/ready`)).status, 200);
});

test('the bare address leads to the language asked for', async () => {
  const response = await fetch(base, {
    redirect: 'manual',
    headers: { 'accept-language': 'en-GB' },
  });
  assert.equal(response.status, 307);
  assert.equal(response.headers.get('location'), '/en');
});

for (const [locale, heading] of [
  ['ko', '오늘의 일주'],
  ['en', 'Pillar of the day'],
] as const) {
  test(`serves the page in ${locale}`, async () => {
    const response = await fetch(`${base}/${locale}?date=2000-01-01`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    const html = await response.text();
    assert.match(html, new RegExp(`<html lang="${locale}"`));
    assert.ok(html.includes(heading));
    assert.ok(html.includes('戊午'));
  });
}

test('an unknown language is not found', async () => {
  assert.equal((await fetch(`${base}/xx`)).status, 404);
});

test('the API answers and refuses', async () => {
  const good = await fetch(`${base}/api/day-pillar?date=2000-01-01`);
  assert.equal((await good.json()).pillar.hangul, '무오');
  const bad = await fetch(`${base}/api/day-pillar?date=2023-02-29`);
  assert.equal(bad.status, 400);
  assert.match((await bad.json()).error, /YYYY-MM-DD/);
});

test('counts its requests', async () => {
  const text = await (await fetch(`${base}/metrics`)).text();
  assert.match(text, /^http_requests_total\{method="GET",code="200"\} \d+$/m);
});

test('SIGTERM ends it with no failed request and its traces sent', async t => {
  if (!server)
    return t.skip('SMOKE_URL names a service that is not ours to stop');
  const exited = once(server, 'exit');
  // What a load balancer does: sends requests until /ready says no.
  let ready = true;
  let answered = 0;
  const client = async () => {
    while (ready) {
      const response = await fetch(`${base}/ko`);
      assert.equal(response.status, 200);
      await response.text();
      answered += 1;
    }
  };
  const clients = [client(), client(), client(), client()];
  server.kill('SIGTERM');
  while (ready) ready = (await fetch(`${base}/ready`)).ok;
  await Promise.all(clients);
  assert.ok(answered >= clients.length);
  assert.deepEqual(await exited, [0, null]);
  assert.ok(traced.includes('/v1/traces'));
});
