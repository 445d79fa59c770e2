import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quantile, summarise } from './statistics.mts';

test('a quantile is the nearest rank, whatever the order', () => {
  const oneToTwenty = Array.from({ length: 20 }, (_, index) => 20 - index);
  assert.equal(quantile(oneToTwenty, 0.5), 10);
  assert.equal(quantile(oneToTwenty, 0.95), 19);
  assert.equal(quantile([7], 0.95), 7);
});

test('at least the share q of all samples is no larger than the quantile', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (samples, q) => {
        const value = quantile(samples, q);
        const share = samples.filter(sample => sample <= value).length;
        assert.ok(samples.includes(value));
        assert.ok(share >= q * samples.length);
      },
    ),
  );
});

test('a series without samples is refused, not shown as zero', () => {
  assert.throws(() => summarise([]), RangeError);
});
