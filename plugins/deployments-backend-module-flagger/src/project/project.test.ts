import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import {
  canaryObject,
  hook,
  NAME,
  NAMESPACE,
  seen,
  stateOf,
} from '../__testUtils__/canary';
import type { CanaryParts } from '../__testUtils__/canary';
import {
  canaries,
  deployments,
  events,
  replicaSets,
  virtualServices,
} from '../kinds';

const deployment = (name: string, more: Partial<KubernetesObject> = {}) =>
  seen(deployments, {
    metadata: {
      name,
      namespace: NAMESPACE,
      uid: `${name}-uid`,
      ...more.metadata,
    },
    spec: { replicas: 2 },
    status: { readyReplicas: 2, availableReplicas: 2, ...more.status },
  });

/** A ReplicaSet of the target or the primary, of the image's version. */
const set = (
  side: '' | '-primary',
  hash: string,
  image: string,
  more: { revision?: number; createdAt?: string } = {},
) =>
  seen(replicaSets, {
    metadata: {
      name: `${NAME}${side}-${hash}`,
      namespace: NAMESPACE,
      uid: hash,
      creationTimestamp: more.createdAt ?? '2026-01-02T01:00:00Z',
      labels: { 'pod-template-hash': hash },
      annotations: {
        'deployment.kubernetes.io/revision': String(more.revision ?? 1),
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: `${NAME}${side}`,
          uid: `${NAME}${side}-uid`,
        },
      ],
    },
    spec: {
      replicas: 2,
      template: {
        metadata: {
          labels: { app: `${NAME}${side}`, 'pod-template-hash': hash },
          ...(side && { annotations: { 'flagger-id': 'any' } }),
        },
        spec: {
          containers: [
            {
              name: 'app',
              image,
              envFrom: [{ configMapRef: { name: `config${side}` } }],
            },
          ],
        },
      },
    },
    status: { readyReplicas: 2, availableReplicas: 2 },
  });

const route = (primary: number, canary: number, namespace = NAMESPACE) =>
  seen(virtualServices, {
    metadata: { name: NAME, namespace, uid: `route-${namespace}` },
    spec: {
      http: [
        {
          route: [
            { destination: { host: `${NAME}-primary` }, weight: primary },
            { destination: { host: `${NAME}-canary` }, weight: canary },
          ],
        },
      ],
    },
  });

let serial = 0;
const told = (message: string, seconds: number) => {
  serial += 1;
  return seen(events, {
    metadata: {
      name: `event-${serial}`,
      namespace: NAMESPACE,
      uid: `event-${serial}`,
    },
    involvedObject: { kind: 'Canary', name: NAME, uid: 'canary-uid' },
    message,
    lastTimestamp: `2026-01-02T03:00:${String(seconds).padStart(2, '0')}Z`,
  });
};

const BOTH = [deployment(NAME), deployment(`${NAME}-primary`)];
const RUNNING = [
  ...BOTH,
  set('', 'new', 'app:2', { revision: 2 }),
  set('', 'old', 'app:1'),
  set('-primary', 'copy', 'app:1'),
];
const project = (parts: CanaryParts, ...objects: any[]) =>
  stateOf(canaryObject(parts), ...objects);
const rolesOf = ({ revisions }: ReturnType<typeof project>) =>
  Object.fromEntries(revisions.map(({ hash, role }) => [hash, role]));

describe('revisions', () => {
  it('go by the name of the target’s ReplicaSet, and count both Deployments', () => {
    const state = project({}, ...RUNNING);
    expect(rolesOf(state)).toEqual({ new: 'canary', old: 'stable' });
    expect(
      state.revisions.find(({ hash }) => hash === 'old')?.replicas.ready,
    ).toBe(4);
  });

  it('go by the primary’s where the target keeps none', () => {
    const [target, primary, newest, , copy] = RUNNING;
    expect(rolesOf(project({}, target, primary, newest, copy))).toEqual({
      new: 'canary',
      copy: 'stable',
    });
  });

  it('are two while a change of a ConfigMap is judged', () => {
    const same = set('', 'same', 'app:1', { revision: 2 });
    const copy = set('-primary', 'copy', 'app:1');
    expect(rolesOf(project({}, ...BOTH, same, copy))).toEqual({
      same: 'canary',
      copy: 'stable',
    });
  });

  it.each([
    ['Initialized', 'progressing'],
    ['Succeeded', 'progressing'],
  ])('show one that Flagger has not seen yet: %s', (phase, shown) => {
    const newer = set('', 'newer', 'app:3', {
      revision: 3,
      createdAt: '2026-01-02T03:00:01Z',
    });
    const state = project({ status: { phase } }, ...RUNNING, newer);
    expect(state.phase).toBe(shown);
    expect(state.explanation).toMatchObject({
      code: 'controller-silent',
      severity: 'wait',
    });
    expect(rolesOf(state).newer).toBe('canary');
  });

  it('take what Flagger promoted for the primary’s, whatever differs', () => {
    const [target, primary, newest] = RUNNING;
    const odd = set('-primary', 'odd', 'app:2-by-a-webhook');
    const state = project(
      { status: { phase: 'Succeeded' } },
      target,
      primary,
      newest,
      odd,
    );
    expect(rolesOf(state)).toEqual({ new: 'stable' });
    expect(state.phase).toBe('healthy');
  });

  it('are one where both Deployments run the same and nothing tells since when', () => {
    const status = { phase: 'Succeeded', conditions: [] };
    const [target, primary, , old, copy] = RUNNING;
    expect(rolesOf(project({ status }, target, primary, old, copy))).toEqual({
      old: 'stable',
    });
  });

  it('are none of another workload', () => {
    const other = { ...set('', 'new', 'app:2'), namespace: 'staging' };
    expect(project({}, ...BOTH, other).revisions).toEqual([]);
  });
});

describe('the share of the canary', () => {
  it('is what the route sends, beside what Flagger asks for', () => {
    const state = project({}, ...RUNNING, route(70, 30));
    expect(state.weight).toEqual({ set: 20, actual: 30, max: 100 });
    expect(state.traffic?.difference).toEqual({
      code: 'changed-by-others',
      message:
        'The route sends 30 % of the requests to the canary; Flagger recorded 20 %.',
    });
  });

  it('is not said to differ while Flagger writes the next one', () => {
    const state = project({}, ...RUNNING, route(60, 40));
    expect(state.weight).toEqual({ set: 20, actual: 40, max: 100 });
    expect(state.traffic?.difference).toBeNull();
  });

  it('is what Flagger asks for where no route can be read', () => {
    const elsewhere = route(70, 30, 'staging');
    const state = project(
      { spec: { provider: 'nginx' } },
      ...RUNNING,
      elsewhere,
    );
    expect(state.weight).toEqual({ set: 20, actual: 20, max: 100 });
    expect(state).toMatchObject({ traffic: null, trafficRouter: 'nginx' });
  });

  it.each<[string, JsonObject, number]>([
    ['waits for its promotion', { phase: 'WaitingPromotion' }, 60],
    ['is being promoted', { phase: 'Promoting' }, 60],
    ['waits to begin', { phase: 'Waiting' }, 0],
    ['has failed', { phase: 'Failed' }, 0],
  ])(
    'is known although the status counts none when it %s',
    (_, status, set_) => {
      const state = project({ status: { canaryWeight: 0, ...status } });
      expect(state.weight.set).toBe(set_);
    },
  );

  it('leads nowhere after the target was scaled down', () => {
    const down = deployment(NAME, { status: { readyReplicas: 0 } });
    const [, ...rest] = RUNNING;
    const state = project(
      { status: { phase: 'Failed' } },
      down,
      ...rest,
      route(80, 20),
    );
    expect(state.traffic?.difference?.code).toBe('dead-end');
    expect(state.explanation).toMatchObject({
      code: 'dead-end',
      severity: 'problem',
      message: `20 % of the requests go to ${NAME}-canary, where no pod is ready.`,
    });
  });
});

describe('why it does not move', () => {
  const WAITS = { analysis: { webhooks: [hook('confirm-traffic-increase')] } };
  const halt = `Halt ${NAME}.${NAMESPACE} advancement`;

  it('is the metric that failed last, until it goes on', () => {
    const failed = told(`${halt} error-ratio 3.20 > 1`, 20);
    const state = project(
      { status: { failedChecks: 1 } },
      ...RUNNING,
      told('New revision detected! Scaling up x.y', 1),
      failed,
    );
    expect(state.explanation).toEqual({
      code: 'metric-failed',
      message:
        'The metric error-ratio is 3.20 over 1m, above its limit of 1. 1 of 5 failed checks that end the rollout.',
      values: {
        metric: 'error-ratio',
        value: '3.20',
        condition: '<= 1',
        limit: '1',
        message: `${halt} error-ratio 3.20 > 1`,
      },
      severity: 'problem',
    });
    const [{ metrics, message }] = state.analysis;
    expect(message).toBe('1 of 5 failed checks that end the rollout.');
    expect(metrics[0]).toMatchObject({ phase: 'Failed', failed: 1 });
    const on = told('Advance x.y canary weight 40', 30);
    expect(project({}, ...RUNNING, failed, on).explanation).toBeNull();
  });

  it('is nothing of the run before', () => {
    const state = project(
      {},
      ...RUNNING,
      told(`${halt} error-ratio 3.20 > 1`, 5),
      told('New revision detected! Scaling up x.y', 10),
    );
    expect(state.explanation).toBeNull();
    expect(state.analysis[0].metrics[0].failed).toBe(0);
  });

  it('is a gate that only events tell of, and does not hang on their time', () => {
    const waits = (seconds: number) =>
      project(
        WAITS,
        ...RUNNING,
        told(`${halt} waiting for traffic increase approval ask`, seconds),
      );
    expect(waits(10)).toMatchObject({
      phase: 'paused',
      pause: { reason: 'confirm-traffic-increase', startedAt: null },
      explanation: { code: 'waiting-for-gate', severity: 'person' },
    });
    expect(waits(20).basis).toEqual(waits(10).basis);
  });

  it('says that the way back stays open unless Flagger closes it', () => {
    const back = hook(
      'rollback',
      'http://flagger-loadtester.test/rollback/check',
    );
    const close = {
      ...hook('post-rollout'),
      url: 'http://flagger-loadtester.test/rollback/close',
    };
    const after = (webhooks: JsonObject[]) =>
      project(
        { status: { phase: 'Failed' }, analysis: { webhooks } },
        ...RUNNING,
        told('Rolling back x.y manual webhook invoked', 10),
      ).explanation?.message;
    expect(after([back])).toMatch(/A rollback was asked for.*retry closes it/);
    expect(after([back, close])).not.toMatch(/retry closes it/);
  });

  it('keeps what clusters say to what they may say', () => {
    const long = `${halt} external check smoke failed ${'x'.repeat(5000)}`;
    const { explanation } = project({}, ...RUNNING, told(long, 10));
    expect(explanation!.message.length).toBeLessThan(700);
  });
});

describe('a suspended Canary', () => {
  it('is paused by hand, whatever it does', () => {
    for (const phase of ['Progressing', 'Waiting', 'Succeeded']) {
      expect(
        project({ status: { phase }, spec: { suspend: true } }, ...RUNNING),
      ).toMatchObject({
        phase: 'paused',
        pause: { reason: 'Manual', startedAt: null, endsAt: null },
        explanation: { code: 'suspended' },
      });
    }
  });

  it('has failed all the same', () => {
    expect(
      project({ status: { phase: 'Failed' }, spec: { suspend: true } }),
    ).toMatchObject({ phase: 'degraded', aborted: true, pause: null });
  });
});

describe('the phase', () => {
  it.each([
    ['Initializing', 'progressing'],
    ['Initialized', 'healthy'],
    ['Finalising', 'progressing'],
    ['Terminating', 'progressing'],
    ['OfTomorrow', 'unknown'],
  ])('%s is %s', (phase, shown) => {
    expect(project({ status: { phase } }).phase).toBe(shown);
  });

  it('is progressing before Flagger has said anything', () => {
    expect(project({ status: null })).toMatchObject({
      phase: 'progressing',
      explanation: { code: 'controller-silent' },
    });
  });

  it('says that analysis is skipped while nothing else is to be said', () => {
    expect(
      project({ status: { phase: 'Succeeded' }, spec: { skipAnalysis: true } })
        .message,
    ).toBe('It is Succeeded. New revisions are promoted without analysis.');
  });
});

describe('what an action changes for the revisions after', () => {
  const notes = (parts: CanaryParts) =>
    Object.fromEntries(
      project(parts, ...RUNNING).actions.flatMap(({ action, note }) =>
        note ? [[action, note.code]] : [],
      ),
    );
  const close = hook(
    'post-rollout',
    'http://flagger-loadtester.test/gate/close',
  );

  it('is that analysis stays off, which nothing of Flagger turns on', () => {
    expect(notes({})).toEqual({ 'promote-full': 'analysis-stays-off' });
  });

  it.each([
    ['Waiting', 'confirm-rollout'],
    ['WaitingPromotion', 'confirm-promotion'],
    ['Progressing', 'confirm-traffic-increase'],
  ])('is that the gate stays open unless it is closed: %s', (phase, type) => {
    const status = { phase };
    expect(
      notes({ status, analysis: { webhooks: [hook(type)] } }),
    ).toMatchObject({ promote: 'gate-stays-open' });
    expect(
      notes({ status, analysis: { webhooks: [hook(type), close] } }),
    ).not.toHaveProperty('promote');
  });
});

describe('whose it is', () => {
  const target = deployment(NAME, {
    metadata: {
      name: NAME,
      labels: { 'backstage.io/kubernetes-id': 'web', team: 'a' },
      annotations: { 'heal7.com/entity': 'component:default/web' },
    },
  });

  it('says the target where the Canary says nothing', () => {
    expect(project({}, target)).toMatchObject({
      labels: { 'backstage.io/kubernetes-id': 'web', team: 'a' },
      entityRefs: ['component:default/web'],
    });
  });

  it('says the Canary where both do', () => {
    const metadata = {
      labels: { team: 'b' },
      annotations: { 'heal7.com/entity': 'component:default/other' },
    };
    expect(project({ metadata }, target)).toMatchObject({
      labels: { 'backstage.io/kubernetes-id': 'web', team: 'b' },
      entityRefs: ['component:default/other'],
    });
  });
});

describe('what a decision rests on', () => {
  const basis = (status: JsonObject, ...objects: any[]) =>
    project({ status }, ...(objects.length > 0 ? objects : RUNNING)).basis;

  it('is the revision that waits, not the one that Flagger recorded', () => {
    expect(basis({ phase: 'Waiting', lastAppliedSpec: 'x' })).toEqual({
      uid: 'canary-uid',
      revisionHash: 'new',
      stepIndex: 0,
      pausedAt: '2026-01-02T03:00:00Z',
      aborted: false,
      fingerprint: 'Waiting',
    });
    const newer = set('', 'newer', 'app:3', { revision: 3 });
    expect(basis({ phase: 'Waiting' }, ...RUNNING, newer).revisionHash).toBe(
      'newer',
    );
  });

  it('tells a template from which no revision was made yet', () => {
    const ahead = deployment(NAME, {
      metadata: { name: NAME, generation: 3 },
      status: { observedGeneration: 2 },
    });
    const [, ...rest] = RUNNING;
    expect(basis({ phase: 'Waiting' }, ahead, ...rest).fingerprint).toBe(
      'Waiting, new template',
    );
  });

  it('does not move with checks that are counted up and down at a gate', () => {
    const at = (iterations: number) =>
      basis({ phase: 'WaitingPromotion', canaryWeight: 0, iterations });
    expect(at(2)).toEqual(at(3));
  });

  it('moves with the weight', () => {
    expect(basis({ canaryWeight: 20 })).not.toEqual(
      basis({ canaryWeight: 40 }),
    );
  });
});

describe('what a Canary refers to', () => {
  it('is its two Deployments and its VirtualService, by name', () => {
    const object = canaryObject({ spec: { service: { name: 'web' } } });
    expect(canaries.digest(object)?.uses).toEqual([
      { kind: 'deployments', namespace: NAMESPACE, name: NAME },
      { kind: 'deployments', namespace: NAMESPACE, name: `${NAME}-primary` },
      { kind: 'virtualservices', namespace: NAMESPACE, name: 'web' },
    ]);
  });
});
