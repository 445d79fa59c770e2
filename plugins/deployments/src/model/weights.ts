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

/** @internal */
export function weightView(state: DeploymentState): WeightView {
  const { set, actual, max } = state.weight;
  const { next } = revisionPair(state);
  const podsMissing =
    next !== null && next.replicas.available < next.replicas.desired;
  let lag: WeightLag = null;
  if (set !== actual) {
    lag = podsMissing ? 'pods' : 'controller';
  }
  return { set: percentOf(set, max), actual: percentOf(actual, max), lag };
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
