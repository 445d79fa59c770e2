import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../../types.mts';
import { pairwise } from './cover.mts';

const factors = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 7 })
  .map(sizes =>
    Object.fromEntries(
      sizes.map((size, at) => [
        `option${at}`,
        Array.from({ length: size }, (_, value): Json => ({ value })),
      ]),
    ),
  );

test('every pair of values meets in a row', () => {
  fc.assert(
    fc.property(factors, given => {
      const rows = pairwise(given);
      const names = Object.keys(given);
      for (const [at, a] of names.entries()) {
        for (const b of names.slice(at + 1)) {
          for (const one of given[a]!) {
            for (const other of given[b]!) {
              assert.ok(
                rows.some(row => row[a] === one && row[b] === other),
                `${a} and ${b} do not meet`,
              );
            }
          }
        }
      }
    }),
  );
});

test('the rows are fewer than all combinations, and always the same', () => {
  const four = { a: [1, 2, 3], b: [1, 2, 3], c: [1, 2, 3], d: [1, 2, 3] };
  assert.ok(pairwise(four).length <= 15);
  assert.deepEqual(pairwise(four), pairwise(four));
});

test('one option gives a row for each value, none gives none', () => {
  assert.deepEqual(pairwise({ a: [true, false] }), [{ a: true }, { a: false }]);
  assert.deepEqual(pairwise({}), []);
});
