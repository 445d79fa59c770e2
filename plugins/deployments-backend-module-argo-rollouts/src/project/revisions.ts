import type { DeploymentRevision } from '@heal7/backstage-plugin-deployments-common';
import type {
  ObservedObject,
  PodData,
  ReplicaSetData,
} from '@heal7/backstage-plugin-deployments-node';
import {
  compareNewestFirst,
  compareTexts,
  ownedBy,
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
    const { hash, revision, images, replicas, createdAt } = replicaSet.data;
    const roles = rolesOf(data, hash);
    return {
      role: roles[0],
      roles,
      hash,
      revision,
      images,
      digests: images.map(() => ''),
      source: null,
      replicas,
      pods: ownedBy(pods, replicaSet)
        .sort(
          (a, b) =>
            compareNewestFirst(b.data.createdAt, a.data.createdAt) ||
            compareTexts(a.name, b.name),
        )
        .map(pod => ({ name: pod.name, ...pod.data })),
      createdAt,
    };
  });
}
