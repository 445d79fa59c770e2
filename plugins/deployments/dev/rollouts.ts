import type {
  DeliveryPerformance,
  RolloutDetail,
  RolloutVerdict,
} from '@heal7/backstage-plugin-deployments-common';

const HOUR = 3_600_000;
const VERDICTS: RolloutVerdict[] = [
  'running',
  'promoted',
  'aborted',
  'promoted',
  'superseded',
  'promoted',
  'removed',
];

function rolloutOf(index: number): RolloutDetail {
  const started = Date.parse('2026-03-02T08:00:00Z') - index * 7 * HOUR;
  const at = (minutes: number) =>
    new Date(started + minutes * 60_000).toISOString();
  const verdict = VERDICTS[index % VERDICTS.length];
  const target = {
    cluster: index % 2 ? 'gke-heal7-secondary' : 'eks-heal7-production',
    namespace: 'heal7-production',
    name: 'heal7-web-main',
    engine: 'argo-rollouts',
  };
  return {
    id: `rollout-${index}`,
    target,
    environment: 'production',
    revision: 60 - index,
    revisionHash: `7d9f8c6b${index}`,
    images: [`ghcr.io/heal7/web-main:1.${60 - index}.0`],
    previousImages: [`ghcr.io/heal7/web-main:1.${59 - index}.0`],
    previousRevisionHash: `7d9f8c6b${index + 1}`,
    commit: index % 3 ? '' : '4f2a9c1d8e7b6a5f4c3d2e1f0a9b8c7d6e5f4a3b',
    rollback: index === 3,
    startedAt: at(0),
    endedAt: verdict === 'running' ? null : at(47),
    verdict,
    actors: index % 2 ? [] : ['user:default/mina.kim', 'user:default/jun'],
    partial: index === 5,
    phases: [
      {
        at: at(0),
        phase: 'progressing',
        message: 'more replicas need to be updated',
      },
      { at: at(2), phase: 'paused', message: 'CanaryPauseStep' },
      { at: at(30), phase: 'progressing', message: '' },
      ...(verdict === 'running'
        ? []
        : [
            {
              at: at(47),
              phase:
                verdict === 'aborted'
                  ? ('degraded' as const)
                  : ('healthy' as const),
              message:
                verdict === 'aborted'
                  ? 'RolloutAborted: metric success-rate failed'
                  : '',
            },
          ]),
    ],
    steps: [
      { at: at(0), index: 0, total: 4, label: 'setWeight: 10' },
      { at: at(2), index: 1, total: 4, label: 'pause: 10m' },
      { at: at(30), index: 2, total: 4, label: 'setWeight: 50' },
      { at: at(40), index: 3, total: 4, label: 'pause' },
    ],
    traffic: [
      { at: at(0), set: 10, actual: 0 },
      { at: at(2), set: 10, actual: 10 },
      { at: at(30), set: 50, actual: 10 },
      { at: at(32), set: 50, actual: 50 },
      ...(verdict === 'running'
        ? []
        : [
            {
              at: at(47),
              set: verdict === 'aborted' ? 0 : 100,
              actual: verdict === 'aborted' ? 0 : 100,
            },
          ]),
    ],
    analyses: [
      {
        name: `heal7-web-main-${index}-success-rate`,
        phase: verdict === 'aborted' ? 'Failed' : 'Successful',
        message: '',
        trigger: 'background',
        revisionHash: `7d9f8c6b${index}`,
        stepIndex: null,
        startedAt: at(2),
        finishedAt: at(46),
        metrics: [],
      },
    ],
    acts:
      index % 2
        ? []
        : [
            {
              id: 'a1',
              target,
              entityRef: 'component:default/heal7-web-main',
              action: 'promote',
              actor: 'user:default/mina.kim',
              reason: 'Looked at the error rate for half an hour: fine.',
              outcome: 'done',
              message: '',
              revisionHash: `7d9f8c6b${index}`,
              at: at(30),
            },
          ],
  };
}

/** A history of two pages. */
export const rollouts = Array.from({ length: 30 }, (_, i) => rolloutOf(i));

/** Figures of a team that deploys often. */
export function delivery(days: number): DeliveryPerformance {
  const to = new Date();
  const list = Array.from({ length: days }, (_, i) => ({
    day: new Date(to.getTime() - (days - 1 - i) * 24 * HOUR)
      .toISOString()
      .slice(0, 10),
    promoted: (i * 5) % 4,
    failed: i % 9 === 4 ? 1 : 0,
  }));
  const deployments = list.reduce((sum, day) => sum + day.promoted, 0);
  const failures = list.reduce((sum, day) => sum + day.failed, 0);
  return {
    from: new Date(to.getTime() - days * 24 * HOUR).toISOString(),
    to: to.toISOString(),
    environment: 'production',
    deployments,
    deploymentsPerDay: deployments / days,
    leadTimeSeconds: days === 7 ? null : 5400,
    leadTimeKnown: days === 7 ? 0 : 17,
    changeFailureRate: failures / (deployments + failures),
    failures,
    timeToRestoreSeconds: 1260,
    restored: failures,
    days: list,
  };
}
