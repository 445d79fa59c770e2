import type {
  DeploymentState,
  DeploymentView,
  EntityDeployments,
} from '@heal7/backstage-plugin-deployments-common';
import {
  aCluster,
  aHealthyState,
  anAnswer,
  aPod,
  aRevision,
  aSecondCluster,
  aState,
  anAccess,
  aView,
  fixtureTimes,
  offers,
} from '../src/__testUtils__/states';

const now = new Date().toISOString();
const time = fixtureTimes(now);
const gke = { cluster: 'gke-heal7-secondary' };
const both = [aCluster({}, now), aSecondCluster({}, now)];
const paused = aState({}, now);

/** More pods than anybody wants to see one by one. */
function crowded(): DeploymentState {
  const base = aState({}, now);
  const reasons = ['ImagePullBackOff', 'ContainerCreating'];
  return aState(
    {
      ...gke,
      weight: { set: 50, actual: 20, max: 100 },
      phase: 'progressing',
      message: 'more replicas need to be updated',
      pause: null,
      step: { index: 4, total: 8 },
      revisions: [
        aRevision({
          hash: '7d9c5b8f6',
          role: 'canary',
          revision: 12,
          images: [
            'asia-northeast3-docker.pkg.dev/heal7-production/containers/a-rather-long-repository-name/web-main:1.5.0-rc.3-feature-compatibility-score-2026-03-02-8f3a9c1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
            'docker.io/istio/proxyv2:1.24.2',
          ],
          replicas: { desired: 100, ready: 40, available: 40 },
          pods: Array.from({ length: 100 }, (_, i) =>
            aPod(
              `heal7-web-main-7d9c5b8f6-${i}`,
              i < 40
                ? {}
                : {
                    ready: false,
                    phase: 'Pending',
                    reason: reasons[i % 3 === 0 ? 0 : 1],
                  },
            ),
          ),
        }),
        aRevision({
          hash: '5f6b7c8d9',
          role: 'stable',
          revision: 11,
          replicas: { desired: 100, ready: 100, available: 100 },
          pods: Array.from({ length: 100 }, (_, i) => aPod(`stable-${i}`)),
        }),
      ],
      basis: { ...base.basis, stepIndex: 4, pausedAt: null },
    },
    now,
  );
}

const aborted = aState(
  {
    ...gke,
    phase: 'degraded',
    aborted: true,
    message:
      'RolloutAborted: Rollout aborted update to revision 12: Step-based analysis phase error/failed: Metric "error-ratio" assessed Failed due to failed (2) > failureLimit (1)',
    step: { index: 0, total: 8 },
    weight: { set: 0, actual: 0, max: 100 },
    headerRoutes: [],
    pause: null,
    analysis: paused.analysis.map(run => ({
      ...run,
      phase: 'Failed',
      message:
        'Metric "error-ratio" assessed Failed due to failed (2) > failureLimit (1)',
      metrics: [
        {
          ...run.metrics[0],
          phase: 'Failed',
          successful: 2,
          failed: 2,
          measurements: [0.004, 0.008, 0.034, 0.051].map((value, i) => ({
            value: `[${value}]`,
            phase: value < 0.01 ? 'Successful' : 'Failed',
            message: '',
            startedAt: time(-700 + i * 60),
            finishedAt: time(-699 + i * 60),
          })),
        },
        {
          ...run.metrics[0],
          name: 'p95-latency-seconds',
          phase: 'Inconclusive',
          message: 'no data: fewer than 100 requests in the window',
          successCondition: '',
          failureCondition: 'result[0] > 0.5',
          dryRun: true,
          measurements: [],
          successful: 0,
          failed: 0,
          inconclusive: 3,
        },
      ],
    })),
    actions: offers(['retry', 'rollback', 'restart']),
    managedBy: { tool: 'argo-cd', name: 'heal7-web-main-gke' },
    basis: { ...paused.basis, stepIndex: 0, pausedAt: null, aborted: true },
  },
  now,
);

const everyStep = aHealthyState(
  {
    ...gke,
    phase: 'progressing',
    message: 'more replicas need to be updated',
    step: { index: 6, total: 11 },
    steps: [
      {
        kind: 'set-canary-scale',
        replicas: 1,
        weight: null,
        matchTrafficWeight: false,
      },
      {
        kind: 'set-canary-scale',
        replicas: null,
        weight: 25,
        matchTrafficWeight: false,
      },
      {
        kind: 'set-canary-scale',
        replicas: null,
        weight: null,
        matchTrafficWeight: true,
      },
      {
        kind: 'set-header-route',
        name: 'canary',
        matches: [{ header: 'canary', kind: 'exact', value: 'true' }],
      },
      { kind: 'set-mirror-route', name: 'shadow', percentage: 35 },
      { kind: 'set-weight', weight: 10 },
      {
        kind: 'experiment',
        templates: ['baseline', 'canary'],
        durationSeconds: 1800,
      },
      { kind: 'plugin', name: 'argoproj-labs/sample-step' },
      { kind: 'set-mirror-route', name: 'shadow', percentage: null },
      { kind: 'unknown', name: 'setSomethingNew' },
      { kind: 'pause', durationSeconds: null },
    ],
  },
  now,
);

const blueGreen = aState(
  {
    ...gke,
    strategy: 'blue-green',
    message: 'BlueGreenPause',
    steps: [],
    step: null,
    weight: { set: 0, actual: 0, max: 100 },
    trafficRouter: null,
    headerRoutes: [],
    analysis: [],
    pause: { reason: 'BlueGreenPause', startedAt: time(-60), endsAt: null },
    revisions: [
      aRevision({
        hash: '7d9c5b8f6',
        role: 'preview',
        images: ['ghcr.io/heal7/web-main:1.5.0'],
        revision: 12,
      }),
      aRevision({
        hash: '5f6b7c8d9',
        role: 'active',
        roles: ['stable', 'active'],
        revision: 11,
      }),
    ],
  },
  now,
);

const pair = (left: DeploymentState, right: DeploymentState) =>
  anAnswer({ items: [aView(left), aView(right)], clusters: both });

const many: DeploymentView[] = Array.from({ length: 20 }, (_, i) => [
  aView(
    (i % 3 === 0 ? aState : aHealthyState)(
      { name: `heal7-service-${i}`, uid: `a${i}` },
      now,
    ),
  ),
  aView(
    aHealthyState({ ...gke, name: `heal7-service-${i}`, uid: `b${i}` }, now),
  ),
]).flat();

const explained = aState(
  {
    phase: 'degraded',
    aborted: true,
    message: 'RolloutAborted',
    explanation: {
      code: 'metric-failed',
      message:
        'The analysis failed: error-ratio was 0.034, and had to be result[0] < 0.01.',
      values: {
        metric: 'error-ratio',
        value: '0.034',
        condition: 'result[0] < 0.01',
      },
      severity: 'problem',
    },
    pause: null,
    gitOps: {
      tool: 'argo-cd',
      name: 'heal7-web-main-eks',
      namespace: 'argocd',
      sync: 'out-of-sync',
      health: 'Degraded',
      revision: '0123456789abcdef0123456789abcdef01234567',
      message: 'one or more objects failed to apply',
      selfHeal: true,
    },
    traffic: {
      source: 'virtual-service',
      about: 'VirtualService heal7-production/heal7-web-main',
      shares: [
        {
          hash: '5f6b7c8d9',
          role: 'stable',
          destination: 'web/stable',
          weight: 95,
        },
        {
          hash: '7d9c5b8f6',
          role: 'canary',
          destination: 'web/canary',
          weight: 5,
        },
      ],
      mirroredPercent: 20,
      sticky: true,
      difference: {
        code: 'pods-not-ready',
        message: 'The canary has 1 of 3 pods ready.',
      },
    },
    actions: offers(['retry', 'rollback', 'restart']),
  },
  now,
);

/** What it was built from, and which image exactly runs. */
const withOrigin = aState(
  {
    revisions: paused.revisions.map((revision, index) => ({
      ...revision,
      digests: [`sha256:${index}123456789abcdef`.padEnd(71, '0')],
      source: {
        repository: 'https://github.com/heal7/web-main',
        commit: `${index}f3a9c1b7d2e4f6a8b0c2d4e6f8a0b2c4d6e8f0`,
      },
    })),
  },
  now,
);

const rolling = (engine: string, name: string): DeploymentView =>
  aView(
    aState(
      {
        engine,
        name,
        uid: name,
        strategy: 'rolling',
        phase: 'progressing',
        message: '',
        steps: [],
        step: null,
        trafficRouter: null,
        headerRoutes: [],
        analysis: [],
        pause: null,
        weight: { set: 100, actual: 25, max: 100 },
        actions: offers(['pause', 'abort', 'rollback', 'restart']),
      },
      now,
    ),
  );

const engines = anAnswer({
  clusters: [aCluster({}, now)],
  items: [
    aView(aState({ engine: 'flagger', name: 'flagger', uid: 'f' }, now)),
    aView(
      aState(
        {
          engine: 'istio-blue-green',
          name: 'istio',
          uid: 'i',
          strategy: 'blue-green',
          steps: [],
          step: null,
          analysis: [],
        },
        now,
      ),
    ),
    rolling('deployment', 'deployment'),
  ],
});

const frozen = anAccess({
  allowed: ['abort'],
  denial: 'frozen',
  freeze: {
    id: '7b0c4d4e-0f6a-4a53-9b0e-0b1f2a3c4d5e',
    reason: 'Lunar New Year: no changes while traffic peaks',
    until: time(75_600),
  },
});

/** The version that is ahead is still on its way in one of the clusters. */
const threeClusters = anAnswer({
  clusters: [
    ...both,
    aCluster({ name: 'aks-spare', title: 'AKS spare', demo: false }, now),
  ],
  items: [
    aView(withOrigin),
    aView(aHealthyState(gke, now)),
    aView(
      aHealthyState(
        {
          cluster: 'aks-spare',
          revisions: [
            aRevision({
              hash: '6c4d5e7f8',
              role: 'stable',
              images: ['heal7.azurecr.io/web-main:1.3.9'],
            }),
          ],
        },
        now,
      ),
    ),
  ],
});

/** What the page can show; `pending` and `Error` stand for themselves. */
export const scenarios: Record<string, EntityDeployments | Error | 'pending'> =
  {
    canary: pair(paused, aHealthyState(gke, now)),
    behind: pair(
      aHealthyState({}, now),
      aHealthyState(
        {
          ...gke,
          revisions: [
            aRevision({
              hash: '6c4d5e7f8',
              role: 'stable',
              images: ['asia-northeast3-docker.pkg.dev/heal7/web-main:1.3.9'],
            }),
          ],
        },
        now,
      ),
    ),
    explained: pair(explained, aHealthyState(gke, now)),
    engines,
    frozen: anAnswer({
      items: [
        aView(paused, frozen),
        aView(aState(gke, now), anAccess({ reasonRequired: true })),
      ],
      clusters: both,
    }),
    clusters: threeClusters,
    aborted: pair(paused, aborted),
    crowded: pair(paused, crowded()),
    steps: pair(paused, everyStep),
    bluegreen: pair(paused, blueGreen),
    stale: anAnswer({
      items: [aView(paused), aView(aState(gke, now))],
      clusters: [
        aCluster(
          {
            problems: [
              {
                kind: 'AnalysisRun',
                message:
                  'forbidden: grant list and watch on analysisruns.argoproj.io',
              },
            ],
          },
          now,
        ),
        aSecondCluster(
          {
            condition: 'unreachable',
            since: time(-754),
            lastSyncedAt: time(-758),
            message:
              'connect ECONNREFUSED 10.1.2.3:443. Check that the API server is up and that this backend can reach it.',
          },
          now,
        ),
      ],
    }),
    readonly: anAnswer({
      items: [
        aView(
          paused,
          anAccess({ allowed: [], denial: 'not-permitted', logs: false }),
        ),
        aView(
          aState(gke, now),
          anAccess({ allowed: [], denial: 'not-claimed' }),
        ),
      ],
      clusters: both,
    }),
    unwatchable: anAnswer({
      clusters: [
        aCluster({}, now),
        aSecondCluster(
          {
            condition: 'not-watchable',
            message:
              "Its authProvider 'oidc' needs the viewer's own credentials. Give it a service account to have it watched.",
          },
          now,
        ),
      ],
      items: [
        aView(
          aState({ managedBy: { tool: 'helm', name: 'heal7-web-main' } }, now),
          anAccess(),
        ),
      ],
    }),
    many: anAnswer({ items: many, clusters: both }),
    empty: anAnswer({ items: [], clusters: both }),
    unselected: anAnswer({ items: [], clusters: [], selected: false }),
    error: new TypeError('Failed to fetch'),
    loading: 'pending',
  };
