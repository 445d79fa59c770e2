import type {
  DeploymentState,
  DeploymentWeight,
} from '@heal7/backstage-plugin-deployments-common';
import { revisionPair } from './revisions';

/**
 * Why the routed weight is not the one that the step asks for.
 *
 * @internal
 */
export type WeightLag = 'pods' | 'controller' | null;

/**
 * Traffic of the new revision in percent, 0 to 100, at most one decimal.
 *
 * @internal
 */
export interface WeightView {
  set: number;
  actual: number;
  lag: WeightLag;
}

/**
 * Percent of a weight in units of `max`. A `max` that is no positive number
 * would make any share meaningless, so that the share is then 0.
 *
 * @internal
 */
export function percentOf(value: number, max: DeploymentWeight['max']): number {
  if (!(max > 0) || !Number.isFinite(value)) {
    return 0;
  }
  const percent = Math.min(100, Math.max(0, (value / max) * 100));
  return Math.round(percent * 10) / 10;
}

/**
 * Percent of requests that are routed to the new revision, as read from what
 * routes them; null when that is not known, or leads somewhere unknown.
 */
function routedPercent(state: DeploymentState): number | null {
  const shares = state.traffic?.shares ?? [];
  if (shares.length === 0 || shares.some(({ role }) => role === null)) {
    return null;
  }
  const routed = shares
    .filter(({ hash }) => hash === state.basis.revisionHash)
    .reduce((sum, { weight }) => sum + weight, 0);
  return percentOf(routed, 100);
}

/**
 * What is routed counts for more than what the engine reports of it.
 *
 * @internal
 */
export function weightView(state: DeploymentState): WeightView {
  const { max } = state.weight;
  const set = percentOf(state.weight.set, max);
  const actual = routedPercent(state) ?? percentOf(state.weight.actual, max);
  const { next } = revisionPair(state);
  const podsMissing =
    next !== null && next.replicas.available < next.replicas.desired;
  let lag: WeightLag = null;
  // What the source says of a difference is more exact than a guess.
  if (set !== actual && !state.traffic?.difference) {
    lag = podsMissing ? 'pods' : 'controller';
  }
  return { set, actual, lag };
}

/**
 * The weight in force at a step, in the rollout's own units: that of the last
 * `set-weight` at or before it; everything once all steps are done.
 *
 * @internal
 */
export function weightAtStep(state: DeploymentState, index: number): number {
  if (index >= state.steps.length) {
    return state.weight.max;
  }
  for (let i = index; i >= 0; i--) {
    const step = state.steps[i];
    if (step.kind === 'set-weight') {
      return step.weight;
    }
  }
  return 0;
}
