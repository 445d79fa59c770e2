import { RESOURCES } from '../../store/resourceType.mts';
import { isReady, type Pod } from '../workloadTypes.mts';
import { statusOf, type Pass } from './pass.mts';

/**
 * Replaces pods older than `spec.restartAt`, one at a time, and records the
 * restart once all are younger.
 *
 * @returns true when a pod was evicted: counts are then out of date
 */
export function reconcileRestart(pass: Pass): boolean {
  const { rollout, store, clock, allRSs } = pass;
  const { restartAt } = rollout.spec;
  const due = restartAt ? Date.parse(restartAt) : NaN;
  const asked = restartAt && restartAt !== statusOf(rollout).restartedAt;
  if (!asked || !(due <= clock.now())) {
    return false;
  }
  const pods = allRSs.flatMap(replicaSet =>
    store.ownedBy<Pod>(RESOURCES.pods, replicaSet.metadata.uid),
  );
  const stale = pods.filter(
    pod => Date.parse(pod.metadata.creationTimestamp) < due,
  );
  if (stale.length === 0) {
    pass.status.restartedAt = restartAt;
    return false;
  }
  const missing = allRSs.some(
    ({ spec, status }) => spec.replicas !== (status?.availableReplicas ?? 0),
  );
  if (missing || !pods.every(isReady)) {
    return false;
  }
  const { namespace, name } = stale[0].metadata;
  store.delete(RESOURCES.pods, namespace, name);
  return true;
}
