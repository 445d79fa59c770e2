import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { ask, startLoad } from './load.mts';

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, base: `http://127.0.0.1:${port}` };
}

test('counts what fails beside what is answered', async () => {
  const asked: string[] = [];
  const { server, base } = await serve((request, response) => {
    asked.push(request.url!);
    if (request.url === '/cut') request.socket.destroy();
    else response.writeHead(request.url === '/bad' ? 503 : 404).end('x');
  });
  const samples = ['/fine', '/bad', '/cut'].map(path => ({
    method: 'GET',
    path,
  }));
  const load = startLoad(base, samples, 2);
  while (asked.length < 30) await once(server, 'request');
  const { answered, failed } = await load.stop();
  server.close();
  assert.equal(answered, asked.length);
  assert.deepEqual([...failed.keys()].sort(), [
    'GET /bad: 503',
    'GET /cut: ECONNRESET',
  ]);
  assert.ok(failed.get('GET /bad: 503')! >= 8);
});

test('sends a body, and says why there is no answer', async () => {
  const { server, base } = await serve((request, response) => {
    request.pipe(response);
  });
  const sample = { method: 'POST', path: '/', body: '{"한":1}' };
  assert.deepEqual(await ask(base, sample), { status: 200 });
  server.close();
  await once(server, 'close');
  assert.deepEqual(await ask(base, sample), { error: 'ECONNREFUSED' });
});
