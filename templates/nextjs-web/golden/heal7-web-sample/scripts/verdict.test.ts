import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verdict } from './verdict.ts';

const rollout = (
  phase: string,
  observedGeneration = '2',
  message?: string,
) => ({
  metadata: { generation: 2 },
  status: { phase, observedGeneration, message, currentStepIndex: 1 },
});

test('healthy is good, degraded is bad with its reason', () => {
  assert.equal(verdict(rollout('Healthy')).state, 'good');
  assert.deepEqual(verdict(rollout('Degraded', '2', 'RolloutAborted: ...')), {
    state: 'bad',
    reason: 'Degraded at step 1 (RolloutAborted: ...)',
  });
});

test('progressing and paused are open', () => {
  assert.equal(verdict(rollout('Progressing')).state, 'open');
  assert.equal(verdict(rollout('Paused')).state, 'open');
});

test('a phase from before the change does not count', () => {
  assert.equal(verdict(rollout('Healthy', '1')).state, 'open');
  assert.equal(verdict({ metadata: { generation: 1 } }).state, 'open');
});
