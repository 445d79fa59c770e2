import type { JsonObject } from '@backstage/types';
import type { DeploymentAction } from '@heal7/backstage-plugin-deployments-common';
import type { ClusterReader } from '@heal7/backstage-plugin-deployments-node';
import { blueGreen, canary, rolloutObject } from '../__testUtils__/rollout';
import type { RolloutParts } from '../__testUtils__/rollout';
import { plan } from './plan';

const ref = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  namespace: 'heal7-production',
  name: 'heal7-web-main',
};
const noReader: ClusterReader = {
  get: () => Promise.reject(new Error('nothing may be read')),
  list: () => Promise.reject(new Error('nothing may be read')),
};
const now = new Date('2026-01-02T03:04:05.678Z');

const planned = (action: DeploymentAction, parts: RolloutParts) =>
  plan({ action, live: rolloutObject(parts), now }, noReader);

const ofStatus = (status: object) => ({
  ref,
  subresource: 'status',
  type: 'merge',
  body: { status },
});
const ofSpec = (spec: object) => ({ ref, type: 'merge', body: { spec } });

const paused = (reason: string): JsonObject => ({
  controllerPause: true,
  pauseConditions: [{ reason, startTime: '2026-01-02T03:00:00Z' }],
});
const inconclusive: JsonObject = {
  currentStepIndex: 3,
  canary: {
    currentStepAnalysisRunStatus: { name: 'run', status: 'Inconclusive' },
  },
};

describe('promote', () => {
  it('at a pause clears its conditions and leaves the step to the controller', async () => {
    const parts = canary({ currentStepIndex: 2, ...paused('CanaryPauseStep') });
    expect(await planned('promote', parts)).toEqual([
      ofStatus({ pauseConditions: null }),
    ]);
  });

  it('past an inconclusive analysis clears both pauses and takes the step', async () => {
    const parts = canary({
      ...paused('InconclusiveAnalysisRun'),
      ...inconclusive,
    });
    expect(await planned('promote', parts)).toEqual([
      ofStatus({
        pauseConditions: null,
        controllerPause: false,
        currentStepIndex: 4,
      }),
    ]);
  });

  it('does not take the step when the controller did not pause itself', async () => {
    const parts = canary({
      ...paused('InconclusiveAnalysisRun'),
      ...inconclusive,
      controllerPause: false,
    });
    expect(await planned('promote', parts)).toEqual([
      ofStatus({ pauseConditions: null }),
    ]);
  });

  it('in the middle of a step takes the next one', async () => {
    const parts = canary({ currentStepIndex: 1 });
    expect(await planned('promote', parts)).toEqual([
      ofStatus({ currentStepIndex: 2 }),
    ]);
  });

  it('counts from the first step while no index is recorded', async () => {
    const parts = canary({ currentStepIndex: null });
    expect(await planned('promote', parts)).toEqual([
      ofStatus({ currentStepIndex: 1 }),
    ]);
  });

  it('lifts a pause by hand first', async () => {
    const parts = canary(
      { currentStepIndex: 2, ...paused('CanaryPauseStep') },
      { spec: { paused: true } },
    );
    expect(await planned('promote', parts)).toEqual([
      ofSpec({ paused: false }),
      ofStatus({ pauseConditions: null }),
    ]);
  });

  it('only lifts the pause by hand when there is no step to take', async () => {
    const parts = canary({ currentStepIndex: 5 }, { spec: { paused: true } });
    expect(await planned('promote', parts)).toEqual([
      ofSpec({ paused: false }),
    ]);
  });

  it('takes no step twice while the controller reacts to a promotion', async () => {
    const parts = canary(
      { currentStepIndex: 2, controllerPause: true },
      { spec: { paused: true } },
    );
    expect(await planned('promote', parts)).toEqual([
      ofSpec({ paused: false }),
    ]);
  });

  it('switches a blue-green rollout by clearing its pause', async () => {
    const parts = blueGreen(paused('BlueGreenPause'));
    expect(await planned('promote', parts)).toEqual([
      ofStatus({ pauseConditions: null }),
    ]);
  });
});

describe('the other actions', () => {
  it.each<[DeploymentAction, RolloutParts, object[]]>([
    ['promote-full', canary(), [ofStatus({ promoteFull: true })]],
    [
      'promote-full',
      canary({}, { spec: { paused: true } }),
      [ofSpec({ paused: false }), ofStatus({ promoteFull: true })],
    ],
    ['skip-step', canary(), [ofStatus({ currentStepIndex: 2 })]],
    [
      'skip-step',
      canary({ currentStepIndex: 2, ...paused('CanaryPauseStep') }),
      [
        ofStatus({
          pauseConditions: null,
          controllerPause: false,
          currentStepIndex: 3,
        }),
      ],
    ],
    [
      'skip-step',
      canary({ currentStepIndex: 4 }),
      [ofStatus({ currentStepIndex: 5 })],
    ],
    ['pause', canary(), [ofSpec({ paused: true })]],
    [
      'resume',
      canary({}, { spec: { paused: true } }),
      [ofSpec({ paused: false })],
    ],
    ['abort', canary(), [ofStatus({ abort: true })]],
    ['retry', canary({ abort: true }), [ofStatus({ abort: false })]],
    ['restart', canary(), [ofSpec({ restartAt: '2026-01-02T03:04:05Z' })]],
  ])('%s is a patch', async (action, parts, patches) => {
    expect(await planned(action, parts)).toEqual(patches);
  });

  it.each<[DeploymentAction, RolloutParts, RegExp]>([
    ['promote', canary({ abort: true }), /retry/],
    ['promote', canary({ stableRS: 'new' }), /nothing is being rolled out/],
    ['promote-full', canary({ abort: true }), /retry/],
    ['promote-full', canary({ stableRS: 'new' }), /stable one/],
    ['skip-step', blueGreen(), /promote instead/],
    ['pause', canary({}, { spec: { paused: true } }), /already/],
    ['resume', canary(), /not paused by hand/],
    [
      'resume',
      canary(paused('CanaryPauseStep')),
      /own pause; promote it instead/,
    ],
    ['abort', canary({ abort: true }), /already/],
    ['retry', canary(), /aborted/],
    ['restart', canary({ conditions: [{ type: 'InvalidSpec' }] }), /repair/],
  ])('%s is refused with the reason', async (action, parts, message) => {
    await expect(planned(action, parts)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(message),
    });
  });
});

describe('a write of the controller that is a moment old', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is left to settle before anything is written', async () => {
    jest.useFakeTimers({ now: new Date('2026-01-02T03:04:05Z') });
    const parts = canary({ currentStepIndex: 2, ...paused('CanaryPauseStep') });
    const written = { subresource: 'status', time: '2026-01-02T03:04:04Z' };
    const patches = jest.fn();
    const promoting = planned('promote', {
      ...parts,
      metadata: { managedFields: [written] },
    }).then(patches);
    await jest.advanceTimersByTimeAsync(999);
    expect(patches).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await promoting;
    expect(patches).toHaveBeenCalledWith([ofStatus({ pauseConditions: null })]);
  });
});
