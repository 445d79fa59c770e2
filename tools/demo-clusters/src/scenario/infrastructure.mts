import type { NewObject } from '../kubeObject.mts';
import { kubeTime } from '../clock/clock.mts';
import { nodesOf } from '../simulator/podLifecycle.mts';
import { RESOURCES } from '../store/resourceType.mts';
import { createObject } from './deploy.mts';
import { metadata, serviceLabels } from './manifests.mts';
import type { Stage } from './scenario.mts';
import { NAMESPACE } from './service.mts';

const DATABASE = 'heal7-database';
const IMAGE = `ghcr.io/heal7/${DATABASE}:1.9.2`;

function createNodes({ store, cluster }: Stage): void {
  for (const name of nodesOf(cluster)) {
    const node: NewObject & Record<string, unknown> = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
      status: {
        capacity: { cpu: '8', memory: '32Gi', pods: '110' },
        allocatable: { cpu: '7910m', memory: '30Gi', pods: '110' },
        conditions: [{ type: 'Ready', status: 'True' }],
        nodeInfo: { kubeletVersion: 'v1.34.2', architecture: 'amd64' },
      },
    };
    store.create(RESOURCES.nodes, node);
  }
}

function databasePod(index: number, node: string, uid: string, time: string) {
  const name = `${DATABASE}-${index}`;
  const on = { status: 'True', lastTransitionTime: time };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata({ name: DATABASE }, name),
      labels: {
        ...serviceLabels(DATABASE),
        'statefulset.kubernetes.io/pod-name': name,
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          name: DATABASE,
          uid,
          controller: true,
        },
      ],
    },
    spec: {
      nodeName: node,
      containers: [{ name: 'pooler', image: IMAGE, ports: [] }],
    },
    status: {
      phase: 'Running',
      startTime: time,
      podIP: `10.20.90.${20 + index}`,
      conditions: ['Initialized', 'Ready', 'ContainersReady'].map(type => ({
        type,
        ...on,
      })),
      containerStatuses: [
        {
          name: 'pooler',
          image: IMAGE,
          imageID: '',
          ready: true,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: time } },
        },
      ],
    },
  };
}

/** The connection pooler and migrations of the database: no rollout. */
function createDatabase(stage: Stage): void {
  const { store, clock, cluster } = stage;
  const replicas = 2;
  const selector = { matchLabels: { 'app.kubernetes.io/name': DATABASE } };
  const set: NewObject & Record<string, unknown> = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata({ name: DATABASE }),
    spec: {
      replicas,
      serviceName: DATABASE,
      selector,
      template: {
        metadata: { labels: serviceLabels(DATABASE) },
        spec: { containers: [{ name: 'pooler', image: IMAGE }] },
      },
    },
    status: {
      replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      currentReplicas: replicas,
      updatedReplicas: replicas,
      observedGeneration: 1,
    },
  };
  const { uid } = store.create(RESOURCES.statefulSets, set).metadata;
  const nodes = nodesOf(cluster);
  for (let index = 0; index < replicas; index += 1) {
    const time = kubeTime(clock.now());
    createObject(store, databasePod(index, nodes[index], uid, time));
  }
  const cronJob: NewObject & Record<string, unknown> = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata({ name: DATABASE }, `${DATABASE}-partitions`),
    spec: {
      schedule: '10 18 * * *',
      suspend: false,
      jobTemplate: { spec: {} },
    },
    status: {},
  };
  store.create(RESOURCES.cronJobs, cronJob);
}

/** Namespace, limits, nodes and the database: what every cluster has. */
export function createInfrastructure(stage: Stage): void {
  const { store } = stage;
  const namespace: NewObject & Record<string, unknown> = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: NAMESPACE,
      labels: { 'kubernetes.io/metadata.name': NAMESPACE },
    },
    status: { phase: 'Active' },
  };
  store.create(RESOURCES.namespaces, namespace);
  createNodes(stage);
  createDatabase(stage);
}
