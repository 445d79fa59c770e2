import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderTable } from './table.mts';

test('columns line up, and a skipped lane says why', () => {
  const lines = renderTable([
    {
      id: 'unit',
      how: 'ran',
      counts: { passed: 120, failed: 0, skipped: 0 },
      seconds: 75,
    },
    {
      id: 'cluster',
      how: 'skipped',
      counts: { passed: 0, failed: 0, skipped: 1 },
      seconds: 0,
      reason: 'go is not there: install Go',
    },
  ]);
  assert.deepEqual(lines, [
    'lane     how      passed  failed  skipped  time',
    'unit     ran      120     0       0        1 min 15 s',
    'cluster  skipped  0       0       1        -           go is not there: install Go',
  ]);
});
