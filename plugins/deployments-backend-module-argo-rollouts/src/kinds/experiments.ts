import type { WatchedKind } from '@heal7/backstage-plugin-deployments-node';
import { ownerUids } from '@heal7/backstage-plugin-deployments-node';

/**
 * Experiments of a step. Only the ownership is kept: they stand between a
 * rollout and the AnalysisRuns that judge them.
 */
export const experiments: WatchedKind<null> = {
  id: 'experiments',
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'experiments',
  digest(object) {
    return { ownedBy: ownerUids(object), data: null };
  },
};
