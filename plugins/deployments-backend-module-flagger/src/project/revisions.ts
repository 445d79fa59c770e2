import type {
  DeploymentReplicas,
  DeploymentRevision,
} from '@heal7/backstage-plugin-deployments-common';
import {
  compareNewestFirst,
  compareTexts,
  digestsOf,
  ownedBy,
  shownPod,
  sortPods,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ObservedObject,
  PodData,
} from '@heal7/backstage-plugin-deployments-node';
import type { Version } from './versions';

function sum(all: DeploymentReplicas[]): DeploymentReplicas {
  const total = (of: keyof DeploymentReplicas) =>
    all.reduce((count, replicas) => count + replicas[of], 0);
  return {
    desired: total('desired'),
    ready: total('ready'),
    available: total('available'),
  };
}

/** The pods of a version, wherever they run. */
export function podsOf(
  { replicaSets }: Version,
  pods: ObservedObject<PodData>[],
): ObservedObject<PodData>[] {
  return sortPods(replicaSets.flatMap(set => ownedBy(pods, set)));
}

/** The revisions of a Canary, newest first. */
export function revisionsOf(
  versions: Version[],
  pods: ObservedObject<PodData>[],
): DeploymentRevision[] {
  return versions
    .map(version => {
      const { hash, role, replicaSets } = version;
      // Of the target where there is one: the primary counts for itself.
      const named = replicaSets.find(set => set.data.hash === hash)!.data;
      const own = podsOf(version, pods);
      return {
        role,
        roles: [role],
        hash,
        revision: named.revision,
        images: named.images,
        digests: digestsOf(
          named.containers,
          own.map(pod => pod.data),
        ),
        source: named.source,
        replicas: sum(replicaSets.map(set => set.data.replicas)),
        pods: own.map(shownPod),
        createdAt: named.createdAt,
      };
    })
    .sort(
      (a, b) =>
        compareNewestFirst(a.createdAt, b.createdAt) ||
        b.revision - a.revision ||
        compareTexts(a.hash, b.hash),
    );
}
