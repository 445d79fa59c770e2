import type { DeploymentStrategy } from '@heal7/backstage-plugin-deployments-common';
import type { RolloutData } from './RolloutData';

/**
 * How traffic moves. The controller refuses a spec with both strategies; the
 * canary comes first then, as in its command line.
 */
export function strategyOf(data: RolloutData): DeploymentStrategy {
  if (data.spec.canary) {
    return 'canary';
  }
  return data.spec.blueGreen ? 'blue-green' : 'unknown';
}
