import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inspection } from './inspect.mts';
import { tables } from './tables.mts';

const inspection: Inspection = {
  variables: {
    days: {
      name: 'days',
      type: 'number',
      required: false,
      default: 7,
      description: 'How long | how far.',
    },
    groups: {
      name: 'groups',
      type: 'map(object({\n    size = number\n  }))',
      required: true,
      description: 'Groups, by name.',
    },
  },
  outputs: { arn: { name: 'arn', description: 'Its ARN.' } },
  required_providers: {},
  managed_resources: {},
  data_resources: {},
  module_calls: {},
};

test('what is required comes first, and bars do not end a cell', () => {
  assert.deepEqual(tables(inspection), [
    '| input | type | default | meaning |',
    '| --- | --- | --- | --- |',
    '| `groups` | `map(object)` |  | Groups, by name. |',
    '| `days` | `number` | `7` | How long \\| how far. |',
    '',
    '| output | meaning |',
    '| --- | --- |',
    '| `arn` | Its ARN. |',
  ]);
});

test('what nobody described is refused', () => {
  assert.throws(
    () =>
      tables({
        ...inspection,
        outputs: { arn: { name: 'arn' } },
      }),
    /arn has no description/,
  );
});
