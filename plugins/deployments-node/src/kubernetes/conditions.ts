import type { DeploymentCondition } from '@heal7/backstage-plugin-deployments-common';
import { asList, asText, fieldOf } from './json';
import { asTime } from './time';

/**
 * `status.conditions`, in the controller's order.
 *
 * @public
 */
export function readConditions(status: unknown): DeploymentCondition[] {
  return asList(fieldOf(status, 'conditions')).map(condition => ({
    type: asText(fieldOf(condition, 'type')),
    status: asText(fieldOf(condition, 'status')),
    reason: asText(fieldOf(condition, 'reason')),
    message: asText(fieldOf(condition, 'message')),
    changedAt: asTime(fieldOf(condition, 'lastTransitionTime')),
  }));
}
