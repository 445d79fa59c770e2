import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyNot } from './needs.mts';

const lane = {
  id: 'x',
  title: 'x',
  inputs: [],
  steps: [],
  needs: [
    { anyOf: ['chromium', 'chrome'], hint: 'install Chromium' },
    { anyOf: ['go'], hint: 'install Go' },
  ],
};

test('any one of the alternatives will do', () => {
  assert.equal(
    whyNot(lane, command => command === 'chrome' || command === 'go'),
    undefined,
  );
});

test('names everything that is missing', () => {
  assert.equal(
    whyNot(lane, () => false),
    'chromium or chrome is not there: install Chromium; go is not there: install Go',
  );
});

test('a lane without needs can always run', () => {
  assert.equal(
    whyNot({ ...lane, needs: undefined }, () => false),
    undefined,
  );
});
