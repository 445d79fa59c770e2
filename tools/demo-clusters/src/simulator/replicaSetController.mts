import type { Clock } from '../clock/clock.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import { RESOURCES } from '../store/resourceType.mts';
import { agePod, newPod } from './podLifecycle.mts';
import { isReady, type Pod, type ReplicaSet } from './workloadTypes.mts';

/** Where a ReplicaSet is reconciled. */
export interface ReplicaSetContext {
  store: ObjectStore;
  clock: Clock;
  cluster: string;
  /** A number that was not given out before, for pod names. */
  nextSequence(): number;
}

/** Pods to delete first: those that are not ready, then the newest. */
function byExpendability(a: Pod, b: Pod): number {
  return (
    Number(isReady(a)) - Number(isReady(b)) ||
    (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? 1 : -1)
  );
}

function scalePods(context: ReplicaSetContext, replicaSet: ReplicaSet): void {
  const { store, clock } = context;
  const pods = store.ownedBy<Pod>(RESOURCES.pods, replicaSet.metadata.uid);
  const missing = replicaSet.spec.replicas - pods.length;
  for (let count = 0; count < missing; count += 1) {
    store.create<Pod>(
      RESOURCES.pods,
      newPod(replicaSet, context.nextSequence(), context.cluster, clock.now()),
    );
  }
  for (const pod of pods
    .sort(byExpendability)
    .slice(0, Math.max(0, -missing))) {
    store.delete(RESOURCES.pods, pod.metadata.namespace, pod.metadata.name);
  }
}

/**
 * Does for one ReplicaSet what its controller and the kubelets do: creates
 * and deletes pods, lets them become ready, and counts them in its status.
 *
 * @returns true while pods are still on their way
 */
export function reconcileReplicaSet(
  context: ReplicaSetContext,
  replicaSet: ReplicaSet,
): boolean {
  const { store, clock } = context;
  scalePods(context, replicaSet);
  let pending = false;
  let ready = 0;
  const pods = store.ownedBy<Pod>(RESOURCES.pods, replicaSet.metadata.uid);
  for (const pod of pods) {
    const aged = agePod(pod, clock.now());
    if (aged !== pod) {
      store.replace(RESOURCES.pods, aged, 'status');
    }
    if (isReady(aged)) {
      ready += 1;
    } else {
      pending = true;
    }
  }
  store.replace<ReplicaSet>(
    RESOURCES.replicaSets,
    {
      ...replicaSet,
      status: {
        replicas: pods.length,
        fullyLabeledReplicas: pods.length,
        readyReplicas: ready,
        availableReplicas: ready,
        observedGeneration: replicaSet.metadata.generation,
      },
    },
    'status',
  );
  return pending;
}
