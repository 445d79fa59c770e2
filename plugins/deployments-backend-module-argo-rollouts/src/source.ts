import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import {
  analysisRuns,
  destinationRules,
  events,
  experiments,
  gitOps,
  pods,
  replicaSets,
  rollouts,
  virtualServices,
} from './kinds';
import { nudge } from './plan/nudge';
import { plan } from './plan/plan';
import { rollbackTemplates } from './plan/rollback';
import { basisOfRollout } from './project/basis';
import { ENGINE, project } from './project/project';
import { readRollout } from './rollout/readRollout';
import { asText, fieldOf } from '@heal7/backstage-plugin-deployments-node';

/**
 * Reads and steers Argo Rollouts. The Deployment of a `workloadRef` is not
 * watched: the Rollout carries its generation and the ReplicaSets its
 * template, so that no right to list all Deployments is needed.
 *
 * @public
 */
export const argoRolloutsSource: DeploymentSource = {
  engine: ENGINE,
  root: rollouts,
  kinds: [
    rollouts,
    replicaSets,
    pods,
    analysisRuns,
    experiments,
    virtualServices,
    destinationRules,
    events,
    ...gitOps,
  ],
  project,
  basisOf: live =>
    basisOfRollout(asText(fieldOf(live.metadata, 'uid')), readRollout(live)),
  plan,
  rollbackTemplates,
  nudge,
};
