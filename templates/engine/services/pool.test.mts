import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inParallel } from './pool.mts';

test('some at a time, each once, begun in their order', async () => {
  const begun: number[] = [];
  const waiting: Array<() => void> = [];
  const all = inParallel([1, 2, 3, 4], 2, thing => {
    begun.push(thing);
    return new Promise(resolve => waiting.push(resolve));
  });
  const finishOne = async () => {
    waiting.shift()!();
    await new Promise(setImmediate);
  };
  assert.deepEqual(begun, [1, 2]);
  await finishOne();
  assert.deepEqual(begun, [1, 2, 3]);
  await finishOne();
  await finishOne();
  await finishOne();
  await all;
  assert.deepEqual(begun, [1, 2, 3, 4]);
});
