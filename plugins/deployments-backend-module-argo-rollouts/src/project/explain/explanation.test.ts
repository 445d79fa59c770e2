import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import { groupOf, observed, owned } from '../../__testUtils__/observed';
import { blueGreen, canary, rolloutObject } from '../../__testUtils__/rollout';
import type { RolloutParts } from '../../__testUtils__/rollout';
import { pods, replicaSets } from '../../kinds';
import { project } from '../project';

const LABELS = { 'rollouts-pod-template-hash': 'new' };
const set = (status: JsonObject = {}): KubernetesObject => ({
  metadata: owned('web-new', 'rollout-uid', { labels: LABELS }),
  spec: { replicas: 1 },
  status,
});
const pod = (status: JsonObject): KubernetesObject => ({
  metadata: owned('web-new-1', 'web-new-uid', { labels: LABELS }),
  status,
});
const waiting = pod({
  phase: 'Pending',
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/3 nodes are available: 3 Insufficient cpu.',
    },
  ],
});
const explain = (
  parts: RolloutParts,
  newest: KubernetesObject | null = null,
  ...own: KubernetesObject[]
) =>
  project(
    groupOf(
      rolloutObject(parts),
      ...(newest ? [observed(replicaSets, newest)] : []),
      ...own.map(object => observed(pods, object)),
    ),
  ).explanation;

const PAUSE = [
  { reason: 'CanaryPauseStep', startTime: '2026-01-02T03:00:00Z' },
];
const ABORTED = {
  type: 'Progressing',
  status: 'False',
  reason: 'RolloutAborted',
  message: 'Rollout aborted update to revision 2',
};
const LATE = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "web-new" has timed out progressing.',
};

describe('explanation', () => {
  it('is nothing while a rollout is healthy or moves', () => {
    expect(explain(canary({ phase: 'Healthy' }), set())).toBeNull();
    expect(explain(canary({ currentStepIndex: 3 }))).toBeNull();
  });

  it('says at which pause it waits, and for whom', () => {
    expect(
      explain(canary({ currentStepIndex: 2, pauseConditions: PAUSE })),
    ).toEqual({
      code: 'waiting-for-person',
      message:
        'Paused at step 3 of 5, with 0 % of the traffic on the new revision, until somebody promotes or aborts it.',
      values: { step: '3/5', weight: '0' },
      severity: 'person',
    });
    expect(
      explain(
        blueGreen({
          pauseConditions: [
            { reason: 'BlueGreenPause', startTime: '2026-01-02T03:00:00Z' },
          ],
        }),
      )?.code,
    ).toBe('waiting-for-person');
  });

  it('says until when it waits', () => {
    const timed = canary({ currentStepIndex: 4, pauseConditions: PAUSE });
    expect(explain(timed)).toMatchObject({
      code: 'timed-pause',
      values: { until: '2026-01-02T03:10:00Z' },
    });
  });

  it('says that a hand holds it, whatever pause it is at', () => {
    const held = { ...canary().spec, paused: true };
    expect(explain({ ...canary(), spec: held })?.code).toBe('paused-by-hand');
    const timed = canary({ currentStepIndex: 4, pauseConditions: PAUSE });
    expect(explain({ ...timed, spec: held })?.code).toBe('paused-by-hand');
  });

  it.each<[string, RolloutParts, KubernetesObject | null, KubernetesObject[]]>([
    ['unschedulable', canary({ updatedReplicas: 0 }), set(), [waiting]],
    [
      'unschedulable',
      canary({ currentStepIndex: 2, pauseConditions: PAUSE }),
      set(),
      [waiting],
    ],
    [
      'quota',
      canary({ updatedReplicas: 0 }),
      set({
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            reason: 'FailedCreate',
            message: 'pods "web-new-" is forbidden: exceeded quota: team',
          },
        ],
      }),
      [],
    ],
    ['progress-deadline', canary({ conditions: [LATE] }), null, []],
    ['progress-deadline', canary({ conditions: [LATE] }), set(), []],
    [
      'pod-not-ready',
      canary({ conditions: [LATE] }),
      set(),
      [
        pod({
          phase: 'Running',
          conditions: [
            { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
          ],
        }),
      ],
    ],
    ['aborted', canary({ abort: true, conditions: [ABORTED] }), null, []],
    ['pods-starting', canary({ updatedReplicas: 0 }), set(), []],
    ['controller-silent', canary({ observedGeneration: '0' }), null, []],
    ['controller-silent', canary({ controllerPause: true }), null, []],
    ['controller-silent', {}, null, []],
  ])('%s', (code, parts, newest, own) => {
    expect(explain(parts, newest, ...own)?.code).toBe(code);
  });

  it('does not repeat a status that is about an older spec', () => {
    const stale = { observedGeneration: '0', pauseConditions: PAUSE };
    expect(explain(canary({ ...stale, currentStepIndex: 2 }))?.code).toBe(
      'controller-silent',
    );
    expect(
      explain(canary({ ...stale, pauseConditions: [], abort: true }))?.code,
    ).toBe('controller-silent');
  });
});
