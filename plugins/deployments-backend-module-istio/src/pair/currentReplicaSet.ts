import type { ReplicaSetData } from '@heal7/backstage-plugin-deployments-node';
import type { ColourData } from '../kinds/deployments';

/** The ReplicaSet of what a Deployment runs; null when it is not seen. */
export const currentReplicaSet = (
  { revision }: ColourData,
  replicaSets: ReplicaSetData[],
): ReplicaSetData | null =>
  replicaSets.find(
    candidate => revision > 0 && candidate.revision === revision,
  ) ?? null;
