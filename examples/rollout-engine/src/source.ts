import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import { asText } from '@heal7/backstage-plugin-deployments-node';
import { plan } from './actions';
import { configurations, readService, revisions, services } from './kinds';
import { basisOfService, ENGINE, project } from './project';

/**
 * Reads and steers the split of requests of Knative Services.
 *
 * @public
 */
export const knativeSource: DeploymentSource = {
  engine: ENGINE,
  root: services,
  kinds: [services, configurations, revisions],
  project,
  basisOf: live => basisOfService(asText(live.metadata.uid), readService(live)),
  plan,
};
