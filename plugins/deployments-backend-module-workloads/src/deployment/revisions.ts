import type {
  DeploymentRevision,
  DeploymentRole,
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
  ReplicaSetData,
} from '@heal7/backstage-plugin-deployments-node';
import type { DeploymentData } from './kinds';

type Numbered = { name: string; data: ReplicaSetData };

/** The revision made last comes first: the controller counts them. */
function newestFirst<T extends Numbered>(replicaSets: T[]): T[] {
  return [...replicaSets].sort(
    (a, b) =>
      b.data.revision - a.data.revision ||
      compareNewestFirst(a.data.createdAt, b.data.createdAt) ||
      compareTexts(a.name, b.name),
  );
}

/**
 * The revision being rolled out; null when it is not seen, because the pod
 * template has lost the label that ReplicaSets are watched by.
 */
export function newestOf<T extends Numbered>(
  { revision }: DeploymentData,
  replicaSets: T[],
): T | null {
  return (
    newestFirst(replicaSets).find(
      ({ data }) => revision > 0 && data.revision === revision,
    ) ?? null
  );
}

/** What an update comes from: of the older ones with pods the newest. */
export function previousOf<T extends Numbered>(
  data: DeploymentData,
  replicaSets: T[],
): T | null {
  const newest = newestOf(data, replicaSets);
  const older = newestFirst(replicaSets).filter(other => other !== newest);
  return (
    older.find(other => other.data.replicas.desired > 0) ?? older[0] ?? null
  );
}

/** The revision of the template, where no ReplicaSet shows it. */
function revisionOfTemplate(
  data: DeploymentData,
  role: DeploymentRole,
  others: Numbered[],
): DeploymentRevision {
  const { images, source } = data.template;
  const rest = (of: 'ready' | 'available') =>
    Math.max(
      others.reduce((left, other) => left - other.data.replicas[of], data[of]),
      0,
    );
  return {
    role,
    roles: [role],
    hash: '',
    revision: data.revision,
    images,
    digests: images.map(() => ''),
    source,
    replicas: {
      desired: data.desired,
      ready: rest('ready'),
      available: rest('available'),
    },
    pods: [],
    createdAt: null,
  };
}

/** The revisions of a Deployment, newest first. */
export function revisionsOf(
  data: DeploymentData,
  replicaSets: ObservedObject<ReplicaSetData>[],
  pods: ObservedObject<PodData>[],
  moving: boolean,
): DeploymentRevision[] {
  const newest = newestOf(data, replicaSets);
  const previous = previousOf(data, replicaSets);
  const newestRole = moving && previous ? 'canary' : 'stable';
  const roleOf = (replicaSet: Numbered): DeploymentRole => {
    if (replicaSet === newest) {
      return newestRole;
    }
    return moving && replicaSet === previous ? 'stable' : 'old';
  };
  const seen = newestFirst(replicaSets).map(replicaSet => {
    const { hash, revision, images, source, replicas, createdAt, containers } =
      replicaSet.data;
    const role = roleOf(replicaSet);
    const own = sortPods(ownedBy(pods, replicaSet));
    return {
      role,
      roles: [role],
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
  return newest
    ? seen
    : [revisionOfTemplate(data, newestRole, replicaSets), ...seen];
}
