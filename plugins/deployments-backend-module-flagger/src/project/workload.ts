import {
  compareNewestFirst,
  compareTexts,
  ownedBy,
} from '@heal7/backstage-plugin-deployments-node';
import type { ObservedObject } from '@heal7/backstage-plugin-deployments-node';
import type { CanaryData } from '../canary/CanaryData';
import { primaryOf } from '../kinds/canaries';
import type { DeploymentData } from '../kinds/deployments';
import type { VersionData } from '../kinds/replicaSets';

/** One of the two Deployments of a Canary. */
export interface Side {
  deployment: ObservedObject<DeploymentData>;
  /** Its ReplicaSets, newest first. */
  replicaSets: ObservedObject<VersionData>[];
}

/** What a Canary steers. Either may be missing, e.g. where it is no Deployment. */
export interface Workload {
  /** The team's own Deployment: the new revision runs in it. */
  target: Side | null;
  /** Flagger's copy of it: it serves. */
  primary: Side | null;
}

/** Kubernetes raises the number also when it takes an old ReplicaSet again. */
function sorted(replicaSets: ObservedObject<VersionData>[]) {
  return [...replicaSets].sort(
    (a, b) =>
      b.data.revision - a.data.revision ||
      compareNewestFirst(a.data.createdAt, b.data.createdAt) ||
      compareTexts(a.name, b.name),
  );
}

/** Finds both sides among objects of which some belong to something else. */
export function workloadOf(
  root: ObservedObject<CanaryData>,
  deployments: ObservedObject<DeploymentData>[],
  replicaSets: ObservedObject<VersionData>[],
): Workload {
  const { kind, name } = root.data.spec.target;
  const side = (wanted: string): Side | null => {
    const deployment = deployments.find(
      one => one.namespace === root.namespace && one.name === wanted,
    );
    return deployment && kind === 'Deployment'
      ? { deployment, replicaSets: sorted(ownedBy(replicaSets, deployment)) }
      : null;
  };
  return { target: side(name), primary: side(primaryOf(name)) };
}
