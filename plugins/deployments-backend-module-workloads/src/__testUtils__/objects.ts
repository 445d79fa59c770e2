import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';

export const SELECTOR = 'backstage.io/kubernetes-id';
export const NAMESPACE = 'heal7-production';

const LABELS = { [SELECTOR]: 'heal7-web-main', app: 'web' };

/** A pod template as heal7-service renders it. */
export const template = (
  image: string,
  labels: Record<string, string> = LABELS,
): JsonObject => ({
  metadata: { labels },
  spec: { containers: [{ name: 'web', image }] },
});

const owner = (kind: string, name: string) => [
  {
    apiVersion: 'apps/v1',
    kind,
    name,
    uid: `${name}-uid`,
    controller: true,
  },
];

/** A Deployment that has been rolled out, unless said otherwise. */
export function deployment(
  parts: {
    metadata?: object;
    spec?: JsonObject;
    status?: JsonObject;
  } = {},
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      namespace: NAMESPACE,
      uid: 'web-uid',
      generation: 2,
      labels: LABELS,
      annotations: { 'deployment.kubernetes.io/revision': '2' },
      ...parts.metadata,
    },
    spec: { replicas: 3, template: template('web:2'), ...parts.spec },
    status: {
      observedGeneration: 2,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      ...parts.status,
    },
  };
}

/** A ReplicaSet of the Deployment `web`. */
export function replicaSet(
  revision: number,
  replicas: { desired: number; ready: number },
  labels: Record<string, string> = LABELS,
): KubernetesObject {
  const hash = `hash${revision}`;
  const own = { ...labels, 'pod-template-hash': hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${hash}`,
      namespace: NAMESPACE,
      uid: `web-${hash}-uid`,
      labels: own,
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      ownerReferences: owner('Deployment', 'web'),
      creationTimestamp: `2026-01-0${revision}T00:00:00Z`,
    },
    spec: {
      replicas: replicas.desired,
      template: template(`web:${revision}`, own),
    },
    status: {
      readyReplicas: replicas.ready,
      availableReplicas: replicas.ready,
    },
  };
}

/** A pod of the ReplicaSet of that revision. */
export function pod(
  revision: number,
  index: number,
  status: JsonObject = {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
  },
): KubernetesObject {
  const hash = `hash${revision}`;
  const name = `web-${hash}-${index}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: NAMESPACE,
      uid: `${name}-uid`,
      labels: { ...LABELS, 'pod-template-hash': hash },
      ownerReferences: owner('ReplicaSet', `web-${hash}`),
      creationTimestamp: `2026-01-0${revision}T00:00:0${index}Z`,
    },
    spec: { containers: [{ name: 'web', image: `web:${revision}` }] },
    status,
  };
}

/** A pod that cannot pull its image. */
export const PULL_FAILURE: JsonObject = {
  phase: 'Pending',
  containerStatuses: [
    {
      name: 'web',
      state: {
        waiting: {
          reason: 'ImagePullBackOff',
          message: 'Back-off pulling image "web:2"',
        },
      },
    },
  ],
};

/** Half way: two old pods serve, the first new one cannot start. */
export const HALF_WAY: KubernetesObject[] = [
  deployment({
    status: {
      updatedReplicas: 1,
      readyReplicas: 3,
      availableReplicas: 3,
      replicas: 4,
    },
  }),
  replicaSet(1, { desired: 3, ready: 3 }),
  replicaSet(2, { desired: 1, ready: 0 }),
  ...[0, 1, 2].map(index => pod(1, index)),
  pod(2, 0, PULL_FAILURE),
];

/** A StatefulSet with one of three pods at the new revision. */
export function statefulSet(
  parts: { metadata?: object; spec?: JsonObject; status?: JsonObject } = {},
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name: 'db',
      namespace: NAMESPACE,
      uid: 'db-uid',
      generation: 2,
      labels: LABELS,
      ...parts.metadata,
    },
    spec: {
      replicas: 3,
      template: template('db:2'),
      updateStrategy: { type: 'RollingUpdate' },
      ...parts.spec,
    },
    status: {
      observedGeneration: 2,
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      updatedReplicas: 1,
      currentRevision: 'db-one',
      updateRevision: 'db-two',
      ...parts.status,
    },
  };
}

/** A ControllerRevision of the StatefulSet `db`. */
export function controllerRevision(
  hash: string,
  revision: number,
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `db-${hash}`,
      namespace: NAMESPACE,
      uid: `db-${hash}-uid`,
      labels: { ...LABELS, 'controller.kubernetes.io/hash': hash },
      ownerReferences: owner('StatefulSet', 'db'),
    },
    revision,
    data: {
      spec: {
        template: { $patch: 'replace', ...template(`db:${revision}`) },
      },
    },
  };
}

/** A pod of the StatefulSet `db`. */
export function statefulPod(
  index: number,
  hash: string,
  ready = true,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `db-${index}`,
      namespace: NAMESPACE,
      uid: `db-${index}-uid`,
      labels: {
        ...LABELS,
        'statefulset.kubernetes.io/pod-name': `db-${index}`,
        'controller-revision-hash': `db-${hash}`,
      },
      ownerReferences: owner('StatefulSet', 'db'),
    },
    spec: { containers: [{ name: 'db', image: 'db' }] },
    status: {
      phase: ready ? 'Running' : 'Pending',
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

/** The last of three pods has been updated. */
export const ONE_OF_THREE: KubernetesObject[] = [
  statefulSet(),
  controllerRevision('one', 1),
  controllerRevision('two', 2),
  statefulPod(0, 'one'),
  statefulPod(1, 'one'),
  statefulPod(2, 'two'),
];
