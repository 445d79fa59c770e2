import {
  eventsAbout,
  gitOpsKinds,
  podsWith,
} from '@heal7/backstage-plugin-deployments-node';
import { GIT_OPS_ROOT } from './canaries';
import { HASH_LABEL } from './hashLabel';

export { virtualServices } from '@heal7/backstage-plugin-deployments-node';
export { canaries } from './canaries';
export { deployments } from './deployments';
export { replicaSets } from './replicaSets';

/** The pods of both Deployments. */
export const pods = podsWith(HASH_LABEL);

/**
 * Events about Canaries: the only place where Flagger says what it measured,
 * and that it waits for more traffic to be approved.
 */
export const events = eventsAbout('Canary');

/** What applies the Canaries. */
export const gitOps = gitOpsKinds(GIT_OPS_ROOT);
