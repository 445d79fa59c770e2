import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import { readCanary } from './canary/readCanary';
import {
  canaries,
  deployments,
  events,
  gitOps,
  pods,
  replicaSets,
  virtualServices,
} from './kinds';
import { liveBasis } from './plan/liveBasis';
import { plan } from './plan/plan';
import { templatesOf } from './plan/rollback';
import { ENGINE, project } from './project/project';

/**
 * Reads and steers Flagger's Canaries. MetricTemplates are not watched: the
 * limits are in the Canary, and what is measured is in its events.
 *
 * @public
 */
export const flaggerSource: DeploymentSource = {
  engine: ENGINE,
  root: canaries,
  kinds: [
    canaries,
    deployments,
    replicaSets,
    pods,
    virtualServices,
    events,
    ...gitOps,
  ],
  project,
  basisOf: liveBasis,
  plan,
  rollbackTemplates: (request, reader) =>
    templatesOf(request, readCanary(request.live), reader),
};
