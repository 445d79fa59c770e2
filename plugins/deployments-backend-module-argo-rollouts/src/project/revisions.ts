import type { DeploymentRevision } from '@heal7/backstage-plugin-deployments-common';
import type { ObservedObject } from '@heal7/backstage-plugin-deployments-node';
import { compareTexts } from '../lib/json';
import { compareNewestFirst } from '../lib/time';
import type { PodData } from '../kinds/pods';
import type { ReplicaSetData } from '../kinds/replicaSets';
import type { RolloutData } from '../rollout/RolloutData';
import { ownedBy } from './owned';
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
