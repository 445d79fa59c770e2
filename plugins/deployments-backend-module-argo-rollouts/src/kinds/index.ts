import {
  eventsAbout,
  gitOpsKinds,
  podsWith,
  replicaSetsWith,
} from '@heal7/backstage-plugin-deployments-node';
import { HASH_LABEL } from './hashLabel';

export {
  destinationRules,
  virtualServices,
} from '@heal7/backstage-plugin-deployments-node';
export { rollouts } from './rollouts';
export { analysisRuns } from './analysisRuns';
export { experiments } from './experiments';

/** The revisions. */
export const replicaSets = replicaSetsWith({
  hashLabel: HASH_LABEL,
  revision: 'rollout.argoproj.io/revision',
});

/** The pods of all revisions. */
export const pods = podsWith(HASH_LABEL);

/**
 * Events about Rollouts. The controller reports steps, weights, analysis and
 * errors there; why a pod does not start is with the pod.
 */
export const events = eventsAbout('Rollout');

/** What the GitOps tools say of Rollouts. */
export const gitOps = gitOpsKinds({
  id: 'rollouts',
  group: 'argoproj.io',
  kind: 'Rollout',
});
