// @ts-check
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import {
  isListening,
  portMessage,
  portState,
  portsOf,
  requireFreePorts,
} from './ports.mjs';

test('the usual ports, the sandbox and the demo clusters only when embedded', () => {
  const numbers = portsOf({}, true).map(({ port }) => port);
  assert.deepEqual(numbers, [3000, 7007, 7110, 7101, 7102]);
  assert.equal(portsOf({}, false).length, 2);
});

test('variables choose other ports', () => {
  const env = {
    HEAL7_APP_PORT: '3100',
    HEAL7_BACKEND_PORT: '7107',
    HEAL7_SANDBOX_PORT: '7210',
    HEAL7_DEMO_PORTS: '7201, 7202',
  };
  const numbers = portsOf(env, true).map(({ port }) => port);
  assert.deepEqual(numbers, [3100, 7107, 7210, 7201, 7202]);
});

test('refuses what is no port', () => {
  for (const value of ['abc', '0', '65536', '-1', '3e3', '30.5']) {
    assert.throws(
      () => portsOf({ HEAL7_APP_PORT: value }, true),
      { name: 'CannotContinue', message: /HEAL7_APP_PORT holds/ },
      value,
    );
  }
});

test('refuses one demo port, and one port for two servers', () => {
  assert.throws(() => portsOf({ HEAL7_DEMO_PORTS: '7101' }, true), {
    message: /give two/,
  });
  assert.throws(() => portsOf({ HEAL7_APP_PORT: '7007' }, true), {
    message: /Port 7007 is given to two servers/,
  });
});

test('the message names the port, whose it is and how to choose another', () => {
  const [app] = portsOf({}, true);
  const message = portMessage(app, 'taken');
  assert.match(message, /Port 3000 of the portal page is taken/);
  assert.match(message, /HEAL7_APP_PORT=3010 npm start$/);
});

test('the example for the demo clusters is a value that is accepted', () => {
  const demo = portsOf({}, true)[3];
  const [variable, value] = demo.example.split('=');
  assert.equal(portsOf({ [variable]: value }, true)[3].port, 7111);
});

test('sees a port that is taken, and that it is free again', async () => {
  const server = createServer();
  const port = await new Promise(resolve =>
    server.listen(0, '127.0.0.1', () =>
      resolve(
        /** @type {import('node:net').AddressInfo} */ (server.address()).port,
      ),
    ),
  );
  assert.equal(await portState(port), 'taken');
  assert.equal(await isListening(port), true);
  const entry = { name: 'it', variable: 'V', port, example: 'V=1' };
  await assert.rejects(requireFreePorts([entry]), {
    message: new RegExp(`Port ${port} of it is taken`),
  });
  await new Promise(resolve => server.close(resolve));
  assert.equal(await portState(port), 'free');
});
