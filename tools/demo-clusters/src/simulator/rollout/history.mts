import { RESOURCES } from '../../store/resourceType.mts';
import { actualReplicas } from '../workloadTypes.mts';
import { revisionOf, type Pass } from './pass.mts';

/** Old revisions kept; the controller's own default is 10. */
const DEFAULT_LIMIT = 5;

/** Deletes the oldest empty ReplicaSets beyond the history limit. */
export function trimHistory(pass: Pass): void {
  const limit = pass.rollout.spec.revisionHistoryLimit ?? DEFAULT_LIMIT;
  const oldestFirst = [...pass.otherRSs].sort(
    (a, b) => revisionOf(a) - revisionOf(b),
  );
  const surplus = oldestFirst.slice(0, Math.max(0, oldestFirst.length - limit));
  for (const replicaSet of surplus) {
    if (replicaSet.spec.replicas === 0 && actualReplicas(replicaSet) === 0) {
      const { namespace, name } = replicaSet.metadata;
      pass.store.delete(RESOURCES.replicaSets, namespace, name);
    }
  }
}
