import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepRunning } from './keepRunning.mts';
import type { Running } from './keepRunning.mts';

/** Servers whose ends the test decides. */
function fakeServers(outcomes: Array<'runs' | 'fails'>) {
  const abort = new AbortController();
  const lines: string[] = [];
  const pauses: number[] = [];
  const started: Array<{ die(how: string): void; stopped: boolean }> = [];
  const waiting: Array<() => void> = [];
  return {
    lines,
    pauses,
    started,
    abort,
    /** Resolves when that many servers answer. */
    async untilStarted(count: number) {
      while (started.length < count) {
        await new Promise<void>(resolve => waiting.push(resolve));
      }
    },
    keeper: {
      signal: abort.signal,
      log: (line: string) => lines.push(line),
      pause: async (ms: number) => {
        pauses.push(ms);
      },
      async start(): Promise<Running> {
        if (outcomes.shift() === 'fails') {
          throw new Error('no such command');
        }
        let die: (how: string) => void = () => undefined;
        const ended = new Promise<string>(resolve => {
          die = resolve;
        });
        const server = { die, stopped: false };
        started.push(server);
        waiting.splice(0).forEach(resolve => resolve());
        return {
          ended,
          async stop() {
            server.stopped = true;
            die('stopped');
          },
        };
      },
    },
  };
}

test('starts a server that died again, and says what that means', async () => {
  const servers = fakeServers(['runs', 'runs']);
  const kept = keepRunning(servers.keeper);
  await servers.untilStarted(1);
  servers.started[0].die('SIGKILL');
  await servers.untilStarted(2);
  servers.abort.abort();
  await kept;
  assert.match(servers.lines.join(), /ended \(SIGKILL\).*reset/);
  assert.equal(servers.started[1].stopped, true);
});

test('stops the server when it is told to, and starts no other', async () => {
  const servers = fakeServers(['runs']);
  const kept = keepRunning(servers.keeper);
  await servers.untilStarted(1);
  servers.abort.abort();
  await kept;
  assert.equal(servers.started.length, 1);
  assert.equal(servers.started[0].stopped, true);
  assert.deepEqual(servers.lines, []);
});

test('gives up a server that never comes up, with the reason', async () => {
  const servers = fakeServers(Array(9).fill('fails'));
  await assert.rejects(
    keepRunning(servers.keeper),
    /5 attempts\): no such command/,
  );
  assert.deepEqual(servers.pauses, [1000, 2000, 4000, 8000]);
});

test('attempts that failed are forgotten once it runs', async () => {
  const servers = fakeServers([
    ...Array(4).fill('fails'),
    'runs',
    ...Array(4).fill('fails'),
    'runs',
  ]);
  const kept = keepRunning(servers.keeper);
  await servers.untilStarted(1);
  servers.started[0].die('exit code 1');
  await servers.untilStarted(2);
  servers.abort.abort();
  await kept;
});
