import type { JsonObject } from '@backstage/types';
import {
  DEPLOYMENT_ACTIONS,
  type DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';
import { observed, owned } from '../__testUtils__/observed';
import { blueGreen, canary, rollout } from '../__testUtils__/rollout';
import type { RolloutParts } from '../__testUtils__/rollout';
import { replicaSets } from '../kinds';
import { offersOf } from './offers';
import { revisionsOf } from './revisions';

const kept = ['new', 'old'].map(hash =>
  observed(replicaSets, {
    metadata: owned(hash, 'rollout-uid', {
      labels: { 'rollouts-pod-template-hash': hash },
    }),
  }),
);

function offers(parts: RolloutParts, sets = kept) {
  const data = rollout(parts);
  return offersOf(data, revisionsOf(data, sets, []));
}

/** `possible`, or the code of the refusal. */
function answer(action: DeploymentAction, parts: RolloutParts) {
  const offer = offers(parts).find(each => each.action === action)!;
  return offer.refusal?.code ?? 'possible';
}

const paused = (reason: string): JsonObject => ({
  controllerPause: true,
  pauseConditions: [{ reason, startTime: '2026-01-02T03:00:00Z' }],
});
const atPause = canary({ currentStepIndex: 2, ...paused('CanaryPauseStep') });
const byHand = canary({ currentStepIndex: 1 }, { spec: { paused: true } });
const promoted = canary({ stableRS: 'new', currentStepIndex: 5 });
const aborted = canary({ abort: true, currentStepIndex: 0 });
const unpausing = canary({ controllerPause: true });
const unseen = {
  ...atPause,
  metadata: { generation: 2 },
};
const invalid = canary({ conditions: [{ type: 'InvalidSpec' }] });
const silent = { spec: canary().spec };
const first = canary({ stableRS: '' });
const finishing = canary({ currentStepIndex: 5 });
const stepless = canary({}, { steps: [] });

const TABLE: [string, RolloutParts, Record<DeploymentAction, string>][] = [
  [
    'a canary at its pause',
    atPause,
    {
      promote: 'possible',
      'promote-full': 'possible',
      'skip-step': 'possible',
      pause: 'possible',
      resume: 'not-paused',
      retry: 'not-aborted',
      abort: 'possible',
      rollback: 'possible',
      restart: 'possible',
    },
  ],
  [
    'a canary paused by hand',
    byHand,
    {
      promote: 'possible',
      'promote-full': 'possible',
      'skip-step': 'possible',
      pause: 'already-paused',
      resume: 'possible',
      retry: 'not-aborted',
      abort: 'possible',
      rollback: 'possible',
      restart: 'possible',
    },
  ],
  [
    'a canary on its way',
    canary(),
    {
      promote: 'possible',
      'promote-full': 'possible',
      'skip-step': 'possible',
      pause: 'possible',
      resume: 'not-paused',
      retry: 'not-aborted',
      abort: 'possible',
      rollback: 'possible',
      restart: 'possible',
    },
  ],
  [
    'a rollout that is done',
    promoted,
    {
      promote: 'fully-promoted',
      'promote-full': 'fully-promoted',
      'skip-step': 'fully-promoted',
      pause: 'not-in-progress',
      resume: 'not-paused',
      retry: 'not-aborted',
      abort: 'fully-promoted',
      rollback: 'possible',
      restart: 'possible',
    },
  ],
  [
    'an aborted rollout',
    aborted,
    {
      promote: 'aborted',
      'promote-full': 'aborted',
      'skip-step': 'aborted',
      pause: 'aborted',
      resume: 'not-paused',
      retry: 'possible',
      abort: 'aborted',
      rollback: 'possible',
      restart: 'possible',
    },
  ],
  [
    'a refused spec',
    invalid,
    {
      promote: 'invalid-spec',
      'promote-full': 'invalid-spec',
      'skip-step': 'invalid-spec',
      pause: 'possible',
      resume: 'not-paused',
      retry: 'not-aborted',
      abort: 'possible',
      rollback: 'possible',
      restart: 'invalid-spec',
    },
  ],
  [
    'a rollout that no controller has looked at',
    silent,
    {
      promote: 'not-in-progress',
      'promote-full': 'not-in-progress',
      'skip-step': 'not-in-progress',
      pause: 'possible',
      resume: 'not-paused',
      retry: 'not-aborted',
      abort: 'not-in-progress',
      rollback: 'possible',
      restart: 'possible',
    },
  ],
  [
    'a blue-green rollout at its pause',
    blueGreen(paused('BlueGreenPause')),
    {
      promote: 'possible',
      'promote-full': 'possible',
      'skip-step': 'unsupported',
      pause: 'possible',
      resume: 'not-paused',
      retry: 'not-aborted',
      abort: 'possible',
      rollback: 'possible',
      restart: 'possible',
    },
  ],
];

describe.each(TABLE)('what can be done to %s', (_, parts, answers) => {
  it.each(DEPLOYMENT_ACTIONS)('%s', action => {
    expect(answer(action, parts)).toBe(answers[action]);
  });
});

describe('offersOf', () => {
  it.each<[DeploymentAction, string, RolloutParts]>([
    ['promote', 'spec-not-observed', unpausing],
    ['skip-step', 'spec-not-observed', unpausing],
    ['promote', 'spec-not-observed', unseen],
    ['promote-full', 'spec-not-observed', unseen],
    ['skip-step', 'spec-not-observed', unseen],
    ['abort', 'possible', unseen],
    ['promote', 'not-paused', blueGreen()],
    ['promote', 'not-paused', finishing],
    ['promote', 'no-steps', stepless],
    ['skip-step', 'no-steps', finishing],
    ['skip-step', 'no-steps', stepless],
    ['abort', 'no-other-revision', first],
  ])('answers %s with %s where that is why', (action, code, parts) => {
    expect(answer(action, parts)).toBe(code);
  });

  it('offers all actions in the order in which they are shown', () => {
    expect(offers(atPause).map(({ action }) => action)).toEqual(
      DEPLOYMENT_ACTIONS,
    );
  });

  it('gives every refusal a sentence', () => {
    for (const [, parts] of TABLE) {
      for (const { refusal } of offers(parts)) {
        expect(refusal?.message ?? 'None.').toMatch(/^[A-Z].+\.$/);
      }
    }
  });

  it('offers no rollback where no other revision is kept', () => {
    const rollback = offers(atPause, kept.slice(0, 1)).find(
      ({ action }) => action === 'rollback',
    );
    expect(rollback?.refusal?.code).toBe('no-other-revision');
  });

  it.each([
    ['Deployment', 'possible'],
    ['ReplicaSet', 'unsupported'],
  ])('offers a rollback through a %s: %s', (kind, expected) => {
    const parts = canary({}, { spec: { workloadRef: { kind, name: 'web' } } });
    expect(answer('rollback', parts)).toBe(expected);
  });

  it('says which actions edit the spec', () => {
    const edits = (parts: RolloutParts) =>
      offers(parts)
        .filter(({ editsSpec }) => editsSpec)
        .map(({ action }) => action);
    expect(edits(atPause)).toEqual(['pause', 'resume', 'rollback', 'restart']);
    expect(edits(byHand)).toEqual([
      'promote',
      'promote-full',
      'pause',
      'resume',
      'rollback',
      'restart',
    ]);
  });
});
