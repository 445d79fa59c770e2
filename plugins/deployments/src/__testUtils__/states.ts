import type {
  ActionOffer,
  ClusterStatus,
  DeploymentAction,
  DeploymentPod,
  DeploymentRevision,
  DeploymentState,
  DeploymentView,
  EntityDeployments,
  TargetAccess,
} from '@heal7/backstage-plugin-deployments-common';
import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';

/** The moment at which all fixtures are told. @internal */
export const FIXTURE_NOW = '2026-03-02T09:00:00.000Z';

const at = (secondsFromNow: number, now: string) =>
  new Date(Date.parse(now) + secondsFromNow * 1000).toISOString();

/** Times relative to a moment, so that a dev page can tell them live. @internal */
export function fixtureTimes(now: string = FIXTURE_NOW) {
  return (secondsFromNow: number) => at(secondsFromNow, now);
}

/** @internal */
export function aPod(
  name: string,
  over: Partial<DeploymentPod> = {},
): DeploymentPod {
  return {
    name,
    phase: 'Running',
    ready: true,
    reason: '',
    restarts: 0,
    containers: ['app', 'istio-proxy'],
    createdAt: at(-3600, FIXTURE_NOW),
    ...over,
  };
}

/** @internal */
export function aRevision(
  over: Partial<DeploymentRevision> & Pick<DeploymentRevision, 'hash' | 'role'>,
): DeploymentRevision {
  const ready = over.replicas?.ready ?? 3;
  const desired = over.replicas?.desired ?? 3;
  return {
    roles: [over.role],
    revision: 1,
    images: ['ghcr.io/heal7/web-main:1.4.2'],
    digests: [''],
    source: null,
    replicas: { desired, ready, available: ready },
    pods: Array.from({ length: desired }, (_, i) =>
      aPod(
        `heal7-web-main-${over.hash}-${i}`,
        i < ready
          ? {}
          : { ready: false, phase: 'Pending', reason: 'ContainerCreating' },
      ),
    ),
    createdAt: at(-86400, FIXTURE_NOW),
    ...over,
  };
}

const EDITS: DeploymentAction[] = ['pause', 'resume', 'restart', 'rollback'];

/** Offers of all actions; those named are possible. @internal */
export function offers(possible: DeploymentAction[]): ActionOffer[] {
  return DEPLOYMENT_ACTIONS.map(action => ({
    action,
    refusal: possible.includes(action)
      ? null
      : { code: 'not-in-progress', message: 'No rollout is in progress.' },
    editsSpec: EDITS.includes(action),
  }));
}

/** A canary paused at 10 % by a timed step, in EKS. @internal */
export function aState(
  over: Partial<DeploymentState> = {},
  now: string = FIXTURE_NOW,
): DeploymentState {
  const time = fixtureTimes(now);
  return {
    cluster: 'eks-heal7-production',
    namespace: 'heal7-production',
    name: 'heal7-web-main',
    uid: 'uid-web-main',
    engine: 'argo-rollouts',
    strategy: 'canary',
    phase: 'paused',
    message: 'CanaryPauseStep',
    aborted: false,
    step: { index: 3, total: 8 },
    steps: [
      { kind: 'set-weight', weight: 10 },
      {
        kind: 'set-header-route',
        name: 'canary',
        matches: [{ header: 'canary', kind: 'exact', value: 'true' }],
      },
      { kind: 'analysis', templates: ['error-ratio'] },
      { kind: 'pause', durationSeconds: 600 },
      { kind: 'set-weight', weight: 50 },
      { kind: 'pause', durationSeconds: null },
      { kind: 'set-header-route', name: 'canary', matches: [] },
      { kind: 'set-weight', weight: 100 },
    ],
    weight: { set: 10, actual: 10, max: 100 },
    traffic: null,
    explanation: null,
    gitOps: null,
    trafficRouter: 'istio',
    headerRoutes: [
      {
        name: 'canary',
        matches: [{ header: 'canary', kind: 'exact', value: 'true' }],
      },
    ],
    pause: {
      reason: 'CanaryPauseStep',
      startedAt: time(-355),
      endsAt: time(245),
    },
    replicas: { desired: 3, ready: 4, available: 4 },
    revisions: [
      aRevision({
        hash: '7d9c5b8f6',
        role: 'canary',
        revision: 12,
        images: ['ghcr.io/heal7/web-main:1.5.0'],
        replicas: { desired: 1, ready: 1, available: 1 },
        createdAt: time(-900),
      }),
      aRevision({ hash: '5f6b7c8d9', role: 'stable', revision: 11 }),
      aRevision({
        hash: '6c4d5e7f8',
        role: 'old',
        revision: 10,
        images: ['ghcr.io/heal7/web-main:1.4.1'],
        replicas: { desired: 0, ready: 0, available: 0 },
      }),
    ],
    analysis: [
      {
        name: 'heal7-web-main-7d9c5b8f6-12-2',
        phase: 'Successful',
        message: '',
        trigger: 'step',
        revisionHash: '7d9c5b8f6',
        stepIndex: 2,
        startedAt: time(-700),
        finishedAt: time(-380),
        metrics: [
          {
            name: 'error-ratio',
            phase: 'Successful',
            message: '',
            provider: 'prometheus',
            successCondition: 'result[0] < 0.01',
            failureCondition: '',
            failureLimit: 1,
            inconclusiveLimit: null,
            count: 6,
            intervalSeconds: 60,
            dryRun: false,
            successful: 5,
            failed: 1,
            inconclusive: 0,
            errors: 0,
            measurements: [0.002, 0.004, 0.012, 0.006, 0.003, 0.002].map(
              (value, i) => ({
                value: `[${value}]`,
                phase: value < 0.01 ? 'Successful' : 'Failed',
                message: '',
                startedAt: time(-700 + i * 60),
                finishedAt: time(-699 + i * 60),
              }),
            ),
          },
        ],
      },
    ],
    conditions: [
      {
        type: 'Progressing',
        status: 'Unknown',
        reason: 'RolloutPaused',
        message: 'Rollout is paused',
        changedAt: time(-355),
      },
      {
        type: 'Available',
        status: 'True',
        reason: 'AvailableReason',
        message: 'Rollout has minimum availability',
        changedAt: time(-86000),
      },
    ],
    events: [
      {
        type: 'Normal',
        reason: 'RolloutPaused',
        message: 'Rollout is paused (CanaryPauseStep)',
        count: 1,
        lastSeenAt: time(-355),
        about: 'Rollout/heal7-web-main',
      },
      {
        type: 'Warning',
        reason: 'Unhealthy',
        message: 'Readiness probe failed: connection refused',
        count: 4,
        lastSeenAt: time(-860),
        about: 'Pod/heal7-web-main-7d9c5b8f6-0',
      },
    ],
    labels: { 'backstage.io/kubernetes-id': 'heal7-web-main' },
    entityRefs: ['component:default/heal7-web-main'],
    managedBy: null,
    actions: offers([
      'promote',
      'promote-full',
      'skip-step',
      'pause',
      'abort',
      'rollback',
      'restart',
    ]),
    basis: {
      uid: 'uid-web-main',
      revisionHash: '7d9c5b8f6',
      stepIndex: 3,
      pausedAt: time(-355),
      aborted: false,
      fingerprint: '',
    },
    ...over,
  };
}

/** A finished rollout: one revision, all traffic. @internal */
export function aHealthyState(
  over: Partial<DeploymentState> = {},
  now: string = FIXTURE_NOW,
): DeploymentState {
  const base = aState({}, now);
  const stable = base.revisions[1];
  return {
    ...base,
    phase: 'healthy',
    message: '',
    step: { index: base.steps.length, total: base.steps.length },
    weight: { set: 100, actual: 100, max: 100 },
    headerRoutes: [],
    pause: null,
    replicas: { desired: 3, ready: 3, available: 3 },
    revisions: [stable, base.revisions[2]],
    analysis: [],
    events: [],
    actions: offers(['restart', 'rollback']),
    basis: {
      ...base.basis,
      revisionHash: stable.hash,
      stepIndex: base.steps.length,
      pausedAt: null,
    },
    ...over,
  };
}

/** Everything is allowed. @internal */
export const FULL_ACCESS: TargetAccess = {
  allowed: [...DEPLOYMENT_ACTIONS],
  denial: null,
  freeze: null,
  reasonRequired: false,
  logs: true,
};

/** @internal */
export function anAccess(over: Partial<TargetAccess> = {}): TargetAccess {
  return { ...FULL_ACCESS, ...over };
}

/** @internal */
export function aView(
  state: DeploymentState,
  access: TargetAccess = FULL_ACCESS,
): DeploymentView {
  return {
    environment: 'production',
    state,
    access,
    changedAt: FIXTURE_NOW,
  };
}

/** @internal */
export function aCluster(
  over: Partial<ClusterStatus> = {},
  now: string = FIXTURE_NOW,
): ClusterStatus {
  return {
    name: 'eks-heal7-production',
    title: 'EKS production',
    condition: 'watching',
    since: at(-7200, now),
    message: '',
    lastSyncedAt: at(-1, now),
    demo: true,
    problems: [],
    ...over,
  };
}

/** The second cluster. @internal */
export const aSecondCluster = (
  over: Partial<ClusterStatus> = {},
  now: string = FIXTURE_NOW,
) =>
  aCluster(
    { name: 'gke-heal7-secondary', title: 'GKE secondary', ...over },
    now,
  );

/** @internal */
export function anAnswer(
  over: Partial<EntityDeployments> = {},
): EntityDeployments {
  return {
    entityRef: 'component:default/heal7-web-main',
    items: [aView(aState())],
    clusters: [aCluster()],
    selected: true,
    channels: ['deployments:abc'],
    ...over,
  };
}
