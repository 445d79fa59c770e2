import assert from 'node:assert/strict';
import { test } from 'node:test';
import { disagreements } from './agreement.mts';
import type { Variable } from './inspect.mts';

const code = (...variables: Variable[]): Record<string, Variable> =>
  Object.fromEntries(
    [
      { name: 'heal7', type: 'object({})', required: true },
      { name: 'deletion_protection', type: 'bool', required: false },
      ...variables,
    ].map(variable => [variable.name, variable]),
  );

const name: Variable = { name: 'name', type: 'string', required: true };
const days: Variable = { name: 'days', type: 'number', required: false };
const password: Variable = {
  name: 'password',
  type: 'string',
  required: false,
  sensitive: true,
};

test('a manifest that says what the code says', () => {
  assert.deepEqual(
    disagreements(
      {
        inputs: {
          required: ['name'],
          properties: { name: { type: 'string' }, days: { type: 'integer' } },
        },
        secretInputs: ['password'],
      },
      code(name, days, password),
    ),
    [],
  );
});

test('every difference is named', () => {
  assert.deepEqual(
    disagreements(
      {
        inputs: {
          required: ['days'],
          properties: { days: { type: 'string' }, extra: { type: 'string' } },
        },
        secretInputs: [],
      },
      code(name, days, password),
    ),
    [
      'inputs: the manifest has days, extra, the code has days, name',
      'secret inputs: the manifest has , the code has password',
      'required: the manifest has days, the code has name',
      'days: string in the manifest, number in the code',
    ],
  );
});

test('a stack takes what the portal gives', () => {
  assert.deepEqual(
    disagreements({ inputs: { properties: {} }, secretInputs: [] }, {}),
    [
      'heal7: the portal gives it, the code does not take it',
      'deletion_protection: the portal gives it, the code does not take it',
    ],
  );
});
