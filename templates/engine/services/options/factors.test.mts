import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgesOf } from './factors.mts';

for (const [what, schema, values] of [
  ['a choice: each', { type: 'string', enum: ['a', 'b'] }, ['a', 'b']],
  ['yes or no: both', { type: 'boolean', default: true }, [false, true]],
  [
    'a number: its default and edges',
    { type: 'integer', default: 3, minimum: 0, maximum: 9 },
    [3, 0, 9],
  ],
  [
    'a list of choices: none, one and two',
    { type: 'array', items: { enum: ['x', 'y', 'z'] } },
    [[], ['x'], ['x', 'y']],
  ],
  [
    'a list of other things: as many of its default',
    { type: 'array', default: [{ a: 1 }, { a: 2 }, { a: 3 }] },
    [[{ a: 1 }, { a: 2 }, { a: 3 }], [], [{ a: 1 }], [{ a: 1 }, { a: 2 }]],
  ],
  ['text: its default', { type: 'string', default: 'a' }, ['a']],
  ['an object without a default: nothing', { type: 'object' }, []],
] as const) {
  test(`${what}`, () => {
    assert.deepEqual(edgesOf(schema as never), values);
  });
}
