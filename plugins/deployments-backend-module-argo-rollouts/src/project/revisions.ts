import type { DeploymentRevision } from '@heal7/backstage-plugin-deployments-common';
import type {
  ObservedObject,
  PodData,
  ReplicaSetData,
} from '@heal7/backstage-plugin-deployments-node';
import {
  compareNewestFirst,
  compareTexts,
  digestsOf,
  ownedBy,
  shownPod,
  sortPods,
} from '@heal7/backstage-plugin-deployments-node';
import type { RolloutData } from '../rollout/RolloutData';
import { rolesOf } from './roles';

/**
 * The revisions of a rollout, newest first.
 *
 * @param replicaSets - the ReplicaSets that the rollout owns.
 * @param pods - any pods; each goes to the ReplicaSet that owns it.
 */
export function revisionsOf(
  data: RolloutData,
  replicaSets: ObservedObject<ReplicaSetData>[],
  pods: ObservedObject<PodData>[],
): DeploymentRevision[] {
  const sorted = [...replicaSets].sort(
    (a, b) =>
      b.data.revision - a.data.revision ||
      compareNewestFirst(a.data.createdAt, b.data.createdAt) ||
      compareTexts(a.name, b.name),
  );
  return sorted.map(replicaSet => {
    const { hash, revision, containers, images, source, replicas, createdAt } =
      replicaSet.data;
    const roles = rolesOf(data, hash);
    const own = sortPods(ownedBy(pods, replicaSet));
    return {
      role: roles[0],
      roles,
      hash,
      revision,
      images,
      digests: digestsOf(
        containers,
        own.map(pod => pod.data),
      ),
      source,
      replicas,
      pods: own.map(shownPod),
      createdAt,
    };
  });
}
