import { kubeTime } from '../clock/clock.mts';
import { faultOf, safeHash } from './podTemplate.mts';
import type { Condition, Pod, ReplicaSet } from './workloadTypes.mts';
import type { NewObject } from '../kubeObject.mts';

const NODES: Record<string, string[]> = {
  eks: [
    'ip-10-20-11-37.ap-northeast-2.compute.internal',
    'ip-10-20-12-184.ap-northeast-2.compute.internal',
    'ip-10-20-13-92.ap-northeast-2.compute.internal',
  ],
  gke: [
    'gke-heal7-secondary-general-5c1f8e2a-k7wd',
    'gke-heal7-secondary-general-5c1f8e2a-pq2x',
    'gke-heal7-secondary-gpu-9d04b7c3-h5mn',
  ],
};

/** Names of the nodes of a cluster, by the cloud its name begins with. */
export function nodesOf(cluster: string): string[] {
  return NODES[cluster.split('-')[0]] ?? ['node-1', 'node-2', 'node-3'];
}

/** A number below `limit` that depends on the text alone. */
function pick(text: string, limit: number): number {
  let value = 0;
  for (const character of safeHash(text)) {
    value = (value * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  }
  return value % limit;
}

/** A pod as its ReplicaSet creates it: scheduled, nothing running yet. */
export function newPod(
  replicaSet: ReplicaSet,
  sequence: number,
  cluster: string,
  now: number,
): NewObject<Pod> {
  const { name, namespace, uid } = replicaSet.metadata;
  const suffix = safeHash(`${uid}/${sequence}`).padEnd(5, 'x').slice(-5);
  const template = replicaSet.spec.template;
  const nodes = nodesOf(cluster);
  const time = kubeTime(now);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${suffix}`,
      namespace,
      labels: template.metadata?.labels,
      annotations: template.metadata?.annotations,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      ...template.spec,
      nodeName: nodes[pick(`${uid}${sequence}`, nodes.length)],
    },
    status: {
      phase: 'Pending',
      qosClass: 'Burstable',
      startTime: time,
      hostIP: `10.20.11.${10 + pick(uid, 200)}`,
      conditions: [
        { type: 'PodScheduled', status: 'True', lastTransitionTime: time },
      ],
      containerStatuses: template.spec.containers.map(container => ({
        name: container.name,
        image: container.image,
        imageID: '',
        ready: false,
        started: false,
        restartCount: 0,
        state: { waiting: { reason: 'ContainerCreating' } },
      })),
    },
  };
}

function conditions(ready: boolean, time: string): Condition[] {
  const status = ready ? 'True' : 'False';
  const reason = ready ? undefined : 'ContainersNotReady';
  return [
    { type: 'Initialized', status: 'True', lastTransitionTime: time },
    { type: 'Ready', status, reason, lastTransitionTime: time },
    { type: 'ContainersReady', status, reason, lastTransitionTime: time },
    { type: 'PodScheduled', status: 'True', lastTransitionTime: time },
  ];
}

/** Milliseconds from creation until containers run, and until they are ready. */
function delays(pod: Pod): { running: number; ready: number } {
  const running = 1_000 + pick(pod.metadata.name, 2_000);
  return { running, ready: running + 2_000 + pick(pod.metadata.uid, 4_000) };
}

function withContainers(
  pod: Pod,
  ready: boolean,
  state: Record<string, unknown>,
): Pod['status']['containerStatuses'] {
  return pod.status.containerStatuses.map(container => ({
    ...container,
    ready,
    started: ready,
    imageID: ready
      ? `${container.image}@sha256:${pod.metadata.uid
          .replaceAll('-', '')
          .padEnd(64, '0')}`
      : container.imageID,
    state,
  }));
}

/** What the kubelet has made of a pod by now; the same pod when nothing new. */
export function agePod(pod: Pod, now: number): Pod {
  const age = now - Date.parse(pod.metadata.creationTimestamp);
  const { running, ready } = delays(pod);
  const waiting = pod.status.containerStatuses[0]?.state.waiting as
    | { reason: string }
    | undefined;
  const time = kubeTime(now);
  if (faultOf(pod) === 'image-pull') {
    const stuck = waiting?.reason === 'ImagePullBackOff' || age < running;
    return stuck
      ? pod
      : {
          ...pod,
          status: {
            ...pod.status,
            conditions: conditions(false, time),
            containerStatuses: withContainers(pod, false, {
              waiting: {
                reason: 'ImagePullBackOff',
                message: `Back-off pulling image "${pod.spec.containers[0]?.image}"`,
              },
            }),
          },
        };
  }
  const started = pod.status.phase === 'Running';
  const isReady = pod.status.containerStatuses.every(({ ready: up }) => up);
  const becomesReady = age >= ready && !isReady;
  const starts = age >= running && !started;
  if (!becomesReady && !starts) {
    return pod;
  }
  const up = age >= ready;
  return {
    ...pod,
    status: {
      ...pod.status,
      phase: 'Running',
      podIP: `10.20.${64 + pick(pod.metadata.uid, 60)}.${
        1 + pick(pod.metadata.name, 250)
      }`,
      conditions: conditions(up, time),
      containerStatuses: withContainers(pod, up, {
        running: { startedAt: time },
      }),
    },
  };
}
