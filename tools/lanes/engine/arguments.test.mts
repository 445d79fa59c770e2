import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArguments } from './arguments.mts';

const known = [
  { id: 'types', group: 'static' },
  { id: 'lint', group: 'static' },
  { id: 'unit' },
  { id: 'browser' },
];

test('all lanes, with the cache, when nothing is asked for', () => {
  assert.deepEqual(parseArguments([], known, {}), {
    mode: 'run',
    lanes: ['types', 'lint', 'unit', 'browser'],
    useCache: true,
    strict: false,
  });
});

test('the named lanes, each once, in the order of the table', () => {
  const { lanes } = parseArguments(['browser', 'unit', 'browser'], known, {});
  assert.deepEqual(lanes, ['unit', 'browser']);
});

test('a group stands for its lanes', () => {
  const { lanes } = parseArguments(['unit', 'static'], known, {});
  assert.deepEqual(lanes, ['types', 'lint', 'unit']);
});

test('--no-cache and CI=true really run; only CI is strict about skips', () => {
  const uncached = parseArguments(['--no-cache'], known, {});
  assert.equal(uncached.useCache, false);
  assert.equal(uncached.strict, false);
  const ci = parseArguments([], known, { CI: 'true' });
  assert.equal(ci.useCache, false);
  assert.equal(ci.strict, true);
  assert.equal(parseArguments([], known, { CI: 'false' }).strict, false);
});

test('a mistake is named beside what there is', () => {
  assert.throws(() => parseArguments(['unti'], known, {}), {
    message: /no lane "unti"\. Lanes: static, types, lint, unit, browser/,
  });
  assert.throws(() => parseArguments(['--cache'], known, {}), {
    message: /no option "--cache"/,
  });
});
