import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, answerOf, digestOf, stateAt } from './testing.mts';
import { judge, type Memory } from './verdict.mts';

const wanted = (tag: string) => ({ cluster: 'eks', digest: digestOf(tag) });
const at = (moment: string, tag: string, memory: Memory = {}) =>
  judge(answer(moment), wanted(tag), memory);

/** Moment, the version waited for, and what is to be made of it. */
const CASES: Array<[string, string, string, RegExp]> = [
  ['canary-initial-healthy', '1.0.0', 'good', /^healthy/],
  [
    'canary-initial-healthy',
    '1.1.0',
    'unseen',
    /newest revision is .*web-main@/,
  ],
  [
    'canary-mid-progressing',
    '1.1.0',
    'open',
    /more replicas .* at step 0 of 5/,
  ],
  ['canary-mid-progressing', '1.0.0', 'unseen', /newest revision/],
  [
    'canary-10-paused',
    '1.1.0',
    'person',
    /waits for a person: .*10 % of the traffic/,
  ],
  ['canary-timed-pause', '1.1.0', 'open', /goes on at 2\d\d\d-/],
  ['canary-promoted', '1.1.0', 'good', /^healthy/],
  ['canary-promoted', '1.0.0', 'unseen', /newest revision/],
  ['canary-aborted', '1.0.0', 'bad', /^aborted: .*Rollout aborted update/],
  ['canary-aborted', '1.1.0', 'unseen', /degraded/],
  [
    'canary-degraded-deadline',
    '5.1.0',
    'bad',
    /^degraded: .*ProgressDeadlineExceeded/,
  ],
  [
    'analysis-failed-aborted',
    '5.3.0',
    'bad',
    /^aborted: .*error-ratio.* is Failed/,
  ],
  ['analysis-inconclusive-paused', '5.2.0', 'person', /is Inconclusive/],
  ['rollback-in-progress', '1.0.0', 'person', /waits for a person/],
  ['rollback-in-progress', '1.1.0', 'unseen', /newest revision/],
];

for (const [moment, tag, state, reason] of CASES) {
  test(`${moment}, waiting for ${tag}: ${state}`, () => {
    const verdict = at(moment, tag);
    assert.equal(verdict.state, state, verdict.reason);
    assert.match(verdict.reason, reason);
  });
}

test('what was the newest and is not any more is superseded', () => {
  const memory: Memory = {};
  assert.equal(at('canary-mid-progressing', '1.1.0', memory).state, 'open');
  const verdict = at('rollback-in-progress', '1.1.0', memory);
  assert.equal(verdict.state, 'bad');
  assert.match(verdict.reason, /^superseded: .*web-main@/);
});

test('an old view of a cluster decides nothing, not even well', () => {
  const stale = answer('canary-promoted');
  stale.clusters[0].condition = 'unreachable';
  stale.clusters[0].message = 'connection refused';
  const verdict = judge(stale, wanted('1.1.0'), {});
  assert.equal(verdict.state, 'open');
  assert.match(verdict.reason, /no live view of eks .*connection refused/);
});

test('another cluster does not count', () => {
  const elsewhere = { ...wanted('1.1.0'), cluster: 'gke' };
  const verdict = judge(answer('canary-promoted'), elsewhere, {});
  assert.deepEqual(verdict, {
    state: 'unseen',
    reason: 'the portal knows no cluster gke',
  });
});

test('of several rollouts one has to be named', () => {
  const both = answerOf([
    stateAt('canary-promoted'),
    { ...stateAt('canary-aborted'), name: 'heal7-web-main-pr-7' },
  ]);
  assert.match(judge(both, wanted('1.1.0'), {}).reason, /several rollouts/);
  const named = { ...wanted('1.1.0'), name: 'heal7-web-main' };
  assert.equal(judge(both, named, {}).state, 'good');
});

test('healthy is not enough while another revision is the stable one', () => {
  const state = stateAt('canary-10-paused');
  const verdict = judge(
    answerOf([{ ...state, phase: 'healthy' }]),
    wanted('1.1.0'),
    {},
  );
  assert.equal(verdict.state, 'open');
});

test('a digest that only begins or ends alike is another one', () => {
  const state = stateAt('canary-promoted');
  const image = state.revisions[0].images[0];
  state.revisions[0].images = [`${image}0`];
  assert.equal(judge(answerOf([state]), wanted('1.1.0'), {}).state, 'unseen');
});
