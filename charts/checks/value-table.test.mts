import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valueRows } from './value-table.mts';

test('a value is a row with its path, type, default and meaning', () => {
  const schema = {
    properties: {
      port: { type: 'integer', description: 'Where it listens.' },
      canary: {
        description: 'How it grows.',
        properties: {
          window: { $ref: '#/definitions/duration', description: 'How long.' },
          by: { enum: ['a', ''], description: 'Either | or.' },
        },
      },
    },
  };
  assert.deepEqual(valueRows(schema, { port: 1, canary: { window: '10m' } }), [
    '| `port` | integer | `1` | Where it listens. |',
    '| `canary.window` | duration (`10m`) | `"10m"` | How long. |',
    '| `canary.by` | `a`, `""` |  | Either \\| or. |',
  ]);
});

test('a value that nobody described is refused', () => {
  assert.throws(
    () => valueRows({ properties: { port: { type: 'integer' } } }, {}),
    /port has no description/,
  );
});
