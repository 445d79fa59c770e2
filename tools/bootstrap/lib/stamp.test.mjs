// @ts-check
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { oncePerStamp, stampMatches } from './stamp.mjs';

/** @type {string} */
let folder;
/** @type {string} */
let stamp;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamp-'));
  stamp = join(folder, 'deep', 'stamp');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('does the work once for the same inputs', async () => {
  let times = 0;
  const work = async () => {
    times += 1;
  };
  assert.equal(await oncePerStamp(stamp, 'a', work), true);
  assert.equal(await oncePerStamp(stamp, 'a', work), false);
  assert.equal(times, 1);
});

test('does it again for other inputs', async () => {
  await oncePerStamp(stamp, 'a', async () => undefined);
  assert.equal(await oncePerStamp(stamp, 'b', async () => undefined), true);
  assert.equal(stampMatches(stamp, 'b'), true);
});

test('work that fails is not done, even where it had been', async () => {
  await oncePerStamp(stamp, 'a', async () => undefined);
  await assert.rejects(
    oncePerStamp(stamp, 'b', async () => {
      throw new Error('no network');
    }),
  );
  assert.equal(stampMatches(stamp, 'a'), false);
  assert.equal(stampMatches(stamp, 'b'), false);
});
