import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { waitFor } from '../wait.mts';
import { isRunning, killProcess, startDetached } from './process.mts';

let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'process-'));
});
after(() => rm(dir, { recursive: true }));

const sleeper = (log: string) =>
  startDetached(
    process.execPath,
    ['-e', 'console.log("up"); setInterval(() => {}, 1000)', dir],
    { cwd: dir, log },
  );

test('a started process logs to its file, and is gone once killed', async () => {
  const log = join(dir, 'log');
  const pid = await sleeper(log);
  await waitFor('its log', async () =>
    (await readFile(log, 'utf8')) === 'up\n' ? true : undefined,
  );
  assert.equal(isRunning(pid, dir), true);
  await killProcess(pid, dir);
  assert.equal(isRunning(pid, dir), false);
  await killProcess(pid, dir);
});

test("another program's process is not ours, and is left alone", async () => {
  const other = join(dir, 'other');
  assert.equal(isRunning(process.pid, other), false);
  await killProcess(process.pid, other);
});

test('a program that is not there is refused', async () => {
  await assert.rejects(
    startDetached(join(dir, 'none'), [], { cwd: dir, log: join(dir, 'log') }),
    /ENOENT/,
  );
});
