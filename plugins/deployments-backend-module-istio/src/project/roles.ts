import type { DeploymentRole } from '@heal7/backstage-plugin-deployments-common';
import type { ColourSide, Pair } from '../pair/Pair';

/**
 * The live colour is stable and active. The other one is a canary while it
 * gets requests, a preview while it waits for them, and otherwise the version
 * before, kept to go back to.
 */
export function rolesOf(side: ColourSide, pair: Pair): DeploymentRole[] {
  if (side === pair.live) {
    return ['active', 'stable'];
  }
  if (side.weight > 0) {
    return ['canary'];
  }
  return pair.otherIsNewer ? ['preview'] : ['old'];
}
