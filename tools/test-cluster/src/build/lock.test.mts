import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { withLock } from './lock.mts';

let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lock-'));
});
after(() => rm(dir, { recursive: true }));

test('two holders never overlap, and the lock is gone at the end', async () => {
  const path = join(dir, 'a.lock');
  const seen: string[] = [];
  const hold = (name: string) =>
    withLock(
      path,
      () => {},
      async () => {
        seen.push(`${name} in`);
        await new Promise(resolve => setImmediate(resolve));
        seen.push(`${name} out`);
      },
    );
  await Promise.all([hold('x'), hold('y')]);
  assert.deepEqual(
    seen.map(text => text.slice(2)),
    ['in', 'out', 'in', 'out'],
  );
  assert.equal(existsSync(path), false);
});

test('a lock whose process is gone is taken over', async () => {
  const path = join(dir, 'b.lock');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await writeFile(path, String(pid));
  assert.equal(
    await withLock(
      path,
      () => {},
      async () => 'done',
    ),
    'done',
  );
});

test('work that fails gives the lock back', async () => {
  const path = join(dir, 'c.lock');
  const fail = async () => {
    throw new Error('no');
  };
  await assert.rejects(
    withLock(path, () => {}, fail),
    /no/,
  );
  assert.equal(existsSync(path), false);
});
