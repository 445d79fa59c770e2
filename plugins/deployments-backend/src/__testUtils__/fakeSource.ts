import { ConflictError } from '@backstage/errors';
import type {
  DecisionBasis,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentSource,
  KubernetesObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';

export const ROLLOUTS = '/apis/argoproj.io/v1alpha1/rollouts';
export const PODS = '/api/v1/pods';

interface RootData {
  labels: Record<string, string>;
  entityRefs: string[];
  step: number;
  basis: DecisionBasis;
}

const basisOf = (object: KubernetesObject): DecisionBasis => ({
  uid: object.metadata.uid ?? '',
  revisionHash: 'r1',
  stepIndex: Number(object.status?.step ?? 0),
  pausedAt: null,
  aborted: false,
  fingerprint: '',
});

const root: WatchedKind<RootData> = {
  id: 'rollouts',
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  digest: object => ({
    data: {
      labels: object.metadata.labels ?? {},
      entityRefs: (object.metadata.annotations?.['heal7.com/entity'] ?? '')
        .split(',')
        .filter(Boolean),
      step: Number(object.status?.step ?? 0),
      basis: basisOf(object),
    },
  }),
};

const pods: WatchedKind<{ ready: boolean }> = {
  id: 'pods',
  group: '',
  version: 'v1',
  plural: 'pods',
  labelSelector: 'hash',
  digest: object => ({
    ownedBy: object.metadata.ownerReferences?.map(({ uid }) => uid),
    data: { ready: object.status?.ready === true },
  }),
};

/**
 * An engine with the least that can be projected: a rollout at a step, with
 * pods. A rollout whose step is negative cannot be projected, and one at step
 * 99 is none of the engine's.
 */
export const fakeSource: Omit<DeploymentSource<RootData>, 'basisOf'> & {
  basisOf(live: KubernetesObject): DecisionBasis;
} = {
  engine: 'fake',
  root,
  kinds: [root, pods],
  basisOf,
  project(group): DeploymentState | null {
    const { data, namespace, name, uid } = group.root;
    if (data.step === 99) {
      return null;
    }
    if (data.step < 0) {
      throw new Error('a negative step');
    }
    const own = group.related(pods).sort((a, b) => (a.name < b.name ? -1 : 1));
    const replicas = {
      desired: own.length,
      ready: own.filter(({ data: { ready } }) => ready).length,
      available: own.filter(({ data: { ready } }) => ready).length,
    };
    return {
      cluster: group.cluster,
      namespace,
      name,
      uid,
      engine: 'fake',
      strategy: 'canary',
      phase: 'progressing',
      message: '',
      aborted: false,
      step: { index: data.step, total: 5 },
      steps: [],
      weight: { set: 0, actual: 0, max: 100 },
      traffic: null,
      trafficRouter: null,
      headerRoutes: [],
      pause: null,
      explanation: null,
      replicas,
      revisions: [
        {
          role: 'canary',
          roles: ['canary'],
          hash: 'r1',
          revision: 1,
          images: [],
          digests: [],
          source: null,
          replicas,
          pods: own.map(one => ({
            name: one.name,
            phase: 'Running',
            ready: one.data.ready,
            reason: '',
            restarts: 0,
            containers: ['main'],
            createdAt: null,
          })),
          createdAt: null,
        },
      ],
      analysis: [],
      conditions: [],
      events: [],
      labels: data.labels,
      entityRefs: data.entityRefs,
      managedBy: null,
      gitOps: null,
      actions: [],
      basis: data.basis,
    };
  },
  async plan({ action, live }) {
    if (action !== 'promote') {
      throw new ConflictError(`cannot ${action} now; promote instead`);
    }
    const { namespace, name } = live.metadata;
    return [
      {
        ref: {
          group: 'argoproj.io',
          version: 'v1alpha1',
          plural: 'rollouts',
          namespace: namespace ?? '',
          name,
        },
        type: 'merge',
        body: { status: { step: Number(live.status?.step ?? 0) + 1 } },
      },
    ];
  },
};

/** A rollout object as the fake engine reads it. */
export function rollout(
  name: string,
  options: {
    step?: number;
    labels?: Record<string, string>;
    entity?: string;
    namespace?: string;
    uid?: string;
  } = {},
): KubernetesObject {
  return {
    metadata: {
      name,
      namespace: options.namespace ?? 'shop',
      uid: options.uid ?? `uid-${name}`,
      labels: options.labels ?? { 'backstage.io/kubernetes-id': name },
      annotations: options.entity ? { 'heal7.com/entity': options.entity } : {},
    },
    status: { step: options.step ?? 0 },
  };
}

/** A pod of a rollout. */
export function pod(name: string, ofRollout: string): KubernetesObject {
  return {
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      ownerReferences: [
        {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Rollout',
          name: ofRollout,
          uid: `uid-${ofRollout}`,
        },
      ],
    },
    status: { ready: true },
  };
}
