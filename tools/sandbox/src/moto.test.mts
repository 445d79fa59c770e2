import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { hasCommand } from '../../bootstrap/lib/optional-tools.mjs';
import { keepRunning } from './keepRunning.mts';
import { isWorthSaying, startMoto, STATE_BUCKET } from './moto.mts';
import { OptionError, readOptions } from './options.mts';

const skip = hasCommand('moto_server')
  ? false
  : 'moto_server is not there: install python3 with its venv module';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const buckets = async (port: number) =>
  (await fetch(`http://127.0.0.1:${port}/`)).text();

test('the port is 7110 unless another one is chosen', () => {
  assert.equal(readOptions({}).port, 7110);
  assert.equal(readOptions({ HEAL7_SANDBOX_PORT: '7200' }).port, 7200);
  for (const HEAL7_SANDBOX_PORT of ['x', '0', '65536', '-1']) {
    assert.throws(() => readOptions({ HEAL7_SANDBOX_PORT }), OptionError);
  }
});

test('errors are passed on, the access log is not', () => {
  const access =
    '127.0.0.1 - - [24/Nov/2026 02:23:59] "PUT /heal7-state HTTP/1.1" 200 -';
  assert.equal(isWorthSaying(access), false);
  assert.equal(isWorthSaying('Press CTRL+C to quit'), false);
  assert.equal(isWorthSaying('OSError: address already in use'), true);
});

test(
  'answers with a bucket for states, until it is stopped',
  { skip },
  async () => {
    const port = await freePort();
    const { signal } = new AbortController();
    const moto = await startMoto({ port, signal, log: () => undefined });
    try {
      assert.match(await buckets(port), new RegExp(STATE_BUCKET));
    } finally {
      await moto.stop();
    }
    await assert.rejects(buckets(port));
  },
);

test('what cannot listen is an error with its reason', { skip }, async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const { signal } = new AbortController();
  try {
    // The other server accepts and is silent: only the exit tells.
    await assert.rejects(
      startMoto({ port, signal, log: () => undefined }),
      /moto_server: exit code 1/,
    );
  } finally {
    taken.close();
  }
});

test('a killed emulator comes back with nothing in it', { skip }, async () => {
  const port = await freePort();
  const stopping = new AbortController();
  const { signal } = stopping;
  const pids: number[] = [];
  const starts = new EventEmitter();
  const kept = keepRunning({
    signal,
    log: () => undefined,
    pause: async () => undefined,
    async start() {
      const moto = await startMoto({ port, signal, log: () => undefined });
      pids.push(moto.pid);
      starts.emit('start');
      return moto;
    },
  });
  try {
    await once(starts, 'start');
    await fetch(`http://127.0.0.1:${port}/kept`, { method: 'PUT' });
    assert.match(await buckets(port), /kept/);
    process.kill(pids[0], 'SIGKILL');
    await once(starts, 'start');
    const after = await buckets(port);
    assert.match(after, new RegExp(STATE_BUCKET));
    assert.doesNotMatch(after, /kept/);
  } finally {
    stopping.abort();
    await kept;
  }
});

test('the command leaves nothing behind', { skip }, async () => {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', 'cli.mts')],
    {
      env: { ...process.env, HEAL7_SANDBOX_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const closed = once(child, 'close');
  try {
    await once(createInterface({ input: child.stdout }), 'line');
    assert.match(await buckets(port), new RegExp(STATE_BUCKET));
  } finally {
    child.kill('SIGTERM');
  }
  assert.equal((await closed)[0], 0);
  await assert.rejects(buckets(port));
});
