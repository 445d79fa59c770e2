import type { DeploymentCondition } from '@heal7/backstage-plugin-deployments-common';
import {
  asText,
  asTime,
  fieldOf,
} from '@heal7/backstage-plugin-deployments-node';

/** One entry of `status.conditions`. */
export function readCondition(condition: unknown): DeploymentCondition {
  return {
    type: asText(fieldOf(condition, 'type')),
    status: asText(fieldOf(condition, 'status')),
    reason: asText(fieldOf(condition, 'reason')),
    message: asText(fieldOf(condition, 'message')),
    changedAt: asTime(fieldOf(condition, 'lastTransitionTime')),
  };
}
