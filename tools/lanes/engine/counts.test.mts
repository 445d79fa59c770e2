import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, countsOf, format } from './counts.mts';

test('a step that is one check passes by its exit code', () => {
  const of = (code: number) => format(countsOf('one', { code, output: '' }));
  assert.equal(of(0), '1 passed, 0 failed, 0 skipped');
  assert.equal(of(2), '0 passed, 1 failed, 0 skipped');
});

test('reads the last summary line, with or without what was skipped', () => {
  const of = (output: string) => countsOf('last-line', { code: 0, output });
  assert.deepEqual(of('1 passed, 9 failed\nmore\n12 passed, 0 failed\n'), {
    passed: 12,
    failed: 0,
    skipped: 0,
  });
  assert.deepEqual(of('12 passed, 1 failed, 3 skipped'), {
    passed: 12,
    failed: 1,
    skipped: 3,
  });
});

test('a promised summary that never came is a failure', () => {
  assert.equal(countsOf('last-line', { code: 0, output: 'hello' }).failed, 1);
  assert.equal(countsOf('jest', { code: 0, output: '' }).failed, 1);
  assert.equal(countsOf('node-test', { code: 0, output: '' }).failed, 1);
});

test('a step that checks nothing is a failure, one that prepares is not', () => {
  const empty = { code: 0, output: '0 passed, 0 failed' };
  assert.equal(countsOf('last-line', empty).failed, 1);
  assert.equal(countsOf('none', empty).failed, 0);
  assert.equal(countsOf('none', { ...empty, code: 1 }).failed, 1);
});

test('an exit code with an error is a failure whatever the summary says', () => {
  const output = '3 passed, 0 failed';
  assert.deepEqual(countsOf('last-line', { code: 1, output }), {
    passed: 3,
    failed: 1,
    skipped: 0,
  });
});

test('Jest: a test file that does not load has failed', () => {
  const jestResults = JSON.stringify({
    numPassedTests: 5,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 2,
    numPendingTests: 1,
    numTodoTests: 1,
  });
  assert.deepEqual(countsOf('jest', { code: 1, output: '', jestResults }), {
    passed: 5,
    failed: 3,
    skipped: 2,
  });
});

test('node --test: both ways in which it prints its summary', () => {
  for (const mark of ['#', 'ℹ']) {
    const output = ['tests 9', 'pass 6', 'fail 1', 'cancelled 1', 'skipped 1']
      .map(line => `${mark} ${line}`)
      .join('\n');
    assert.deepEqual(countsOf('node-test', { code: 1, output }), {
      passed: 6,
      failed: 2,
      skipped: 1,
    });
  }
});

test('adds', () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  assert.deepEqual(add(one, one), { passed: 2, failed: 4, skipped: 6 });
});
