import { reconcileBlueGreen } from './blueGreen.mts';
import { reconcileCanary } from './canary.mts';
import { trimHistory } from './history.mts';
import { beginPass, type RolloutContext } from './pass.mts';
import { syncPausedConditions } from './pausedConditions.mts';
import { reconcileRestart } from './restart.mts';
import { specChanged } from './statusSync.mts';
import type { Rollout } from './types.mts';

/**
 * One pass of the rollouts controller over one rollout: reads what is, writes
 * the next state. Repeating it until nothing is written reaches the state
 * that the real controller would rest in.
 */
export function reconcileRollout(
  context: RolloutContext,
  rollout: Rollout,
): void {
  const pass = beginPass(context, rollout);
  if (syncPausedConditions(pass)) {
    return;
  }
  if (!specChanged(pass) && reconcileRestart(pass)) {
    return;
  }
  trimHistory(pass);
  const { blueGreen } = pass.rollout.spec.strategy;
  if (blueGreen) {
    reconcileBlueGreen(pass, blueGreen);
  } else {
    reconcileCanary(pass);
  }
}
