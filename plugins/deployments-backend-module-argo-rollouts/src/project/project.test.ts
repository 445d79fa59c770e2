import type {
  KubernetesObject,
  ObservedObject,
} from '@heal7/backstage-plugin-deployments-node';
import fc from 'fast-check';
import { anyObject } from '@heal7/backstage-plugin-deployments-node/testing';
import { groupOf, observed, owned } from '../__testUtils__/observed';
import { canary, rolloutObject } from '../__testUtils__/rollout';
import { gitOps, replicaSets } from '../kinds';
import { argoRolloutsSource } from '../source';
import { project } from './project';

// Many cases: they take a while on a busy machine.
jest.setTimeout(60_000);

const hashed = (hash: string, owner: string): KubernetesObject => ({
  metadata: owned(`web-${hash}`, owner, {
    labels: { 'rollouts-pod-template-hash': hash },
  }),
  status: { availableReplicas: 1 },
});

const HEALTHY = {
  phase: 'Healthy',
  observedGeneration: '1',
  controllerPause: false,
};

/** Objects of every kind, some of which belong to the rollout. */
const related: fc.Arbitrary<ObservedObject[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...argoRolloutsSource.kinds),
      object: anyObject,
      name: fc.string(),
      owner: fc.constantFrom('rollout-uid', 'a-uid', ''),
      uid: fc.constantFrom('a-uid', 'b-uid', ''),
    }),
  )
  .map(entries =>
    entries.flatMap(({ kind, object, name, owner, uid }, index) => {
      const metadata = {
        ...object.metadata,
        ...owned(`${name}-${index}`, owner, { uid }),
      };
      const whole = { ...object, metadata };
      return kind.digest(whole) ? [observed(kind, whole)] : [];
    }),
  );

describe('project', () => {
  it('counts only what is joined by UID in the same namespace', () => {
    const own = observed(replicaSets, hashed('new', 'rollout-uid'));
    const state = project(
      groupOf(
        rolloutObject(canary()),
        own,
        observed(replicaSets, hashed('old', 'another-uid')),
        { ...own, name: 'elsewhere', namespace: 'staging' },
      ),
    );
    expect(state.revisions.map(({ hash }) => hash)).toEqual(['new']);
  });

  it('joins nothing to a rollout without a UID', () => {
    const orphan = {
      ...observed(replicaSets, hashed('new', '')),
      ownedBy: [''],
    };
    const root = rolloutObject({ ...canary(), metadata: { uid: '' } });
    expect(project(groupOf(root, orphan)).revisions).toEqual([]);
  });

  it('takes the actual weight from the ReplicaSet that is the canary', () => {
    const state = project(
      groupOf(
        rolloutObject(canary({ availableReplicas: 4 })),
        observed(replicaSets, hashed('old', 'rollout-uid')),
        observed(replicaSets, hashed('new', 'rollout-uid')),
      ),
    );
    expect(state.weight).toEqual({ set: 10, actual: 25, max: 100 });
  });

  it('names the entities and the tool that the workload itself names', () => {
    const root = rolloutObject({
      ...canary(),
      metadata: {
        annotations: {
          'heal7.com/entity': 'component:default/web, component:default/api,,',
          'meta.helm.sh/release-name': 'web',
        },
        labels: { 'app.kubernetes.io/managed-by': 'Helm' },
      },
    });
    expect(project(groupOf(root))).toMatchObject({
      entityRefs: ['component:default/web', 'component:default/api'],
      managedBy: { tool: 'helm', name: 'web' },
      labels: { 'app.kubernetes.io/managed-by': 'Helm' },
    });
  });

  it.each([
    ['istio', { istio: {}, managedRoutes: [] }],
    ['nginx', { maxTrafficWeight: 100, nginx: {} }],
    [
      'argoproj-labs/gatewayAPI',
      { plugins: { 'argoproj-labs/gatewayAPI': {} } },
    ],
    ['linkerd2', { linkerd2: {} }],
    [null, {}],
    [null, null],
  ])('names %s as what splits the traffic', (router, trafficRouting) => {
    const root = rolloutObject(canary({}, { canary: { trafficRouting } }));
    expect(project(groupOf(root)).trafficRouter).toBe(router);
  });

  it('reads any objects, in any order, to one state with sane numbers', () => {
    fc.assert(
      fc.property(anyObject, related, (root, objects) => {
        const rooted = {
          ...root,
          metadata: {
            ...root.metadata,
            uid: 'rollout-uid',
            namespace: 'heal7-production',
          },
        } as KubernetesObject;
        const state = project(groupOf(rooted, ...objects));
        const reversed = project(groupOf(rooted, ...[...objects].reverse()));
        expect(reversed).toEqual(state);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        const { set, actual, max } = state.weight;
        expect(set >= 0 && set <= max).toBe(true);
        expect(actual >= 0 && actual <= max).toBe(true);
        const { index, total } = state.step ?? { index: 0, total: 1 };
        expect(index >= 0 && index <= total && total > 0).toBe(true);
      }),
    );
  });

  it('says what the GitOps tool says that lists the rollout', () => {
    const [applications] = gitOps;
    const application = (name: string, lists: string) =>
      observed(applications, {
        metadata: { name, namespace: 'argocd', uid: name },
        spec: { destination: { name: 'in-cluster' } },
        status: {
          sync: { status: 'OutOfSync', revision: 'c0ffee' },
          health: { status: 'Degraded' },
          resources: [
            {
              group: 'argoproj.io',
              kind: 'Rollout',
              namespace: 'heal7-production',
              name: lists,
            },
          ],
        },
      });
    const state = project(
      groupOf(
        rolloutObject(canary()),
        application('another', 'heal7-api'),
        application('web', 'heal7-web-main'),
      ),
    );
    expect(state.gitOps).toMatchObject({
      name: 'web',
      sync: 'out-of-sync',
      health: 'Degraded',
      revision: 'c0ffee',
    });
  });

  it('has nothing to explain of a healthy rollout whose requests arrive', () => {
    fc.assert(
      fc.property(anyObject, related, (root, objects) => {
        const state = project(
          groupOf(
            {
              ...rolloutObject(),
              spec: root.spec,
              status: { ...root.status, ...HEALTHY },
            },
            ...objects,
          ),
        );
        expect(
          state.phase !== 'healthy' ||
            state.explanation === null ||
            state.traffic?.difference?.code === 'dead-end',
        ).toBe(true);
      }),
    );
  });

  it('does not look at the clock', () => {
    const root = rolloutObject(
      canary({
        currentStepIndex: 4,
        pauseConditions: [
          { reason: 'CanaryPauseStep', startTime: '2026-01-02T03:00:00Z' },
        ],
      }),
    );
    const then = project(groupOf(root));
    jest.useFakeTimers({ now: new Date('2036-01-01T00:00:00Z') });
    try {
      expect(project(groupOf(root))).toEqual(then);
    } finally {
      jest.useRealTimers();
    }
  });
});
