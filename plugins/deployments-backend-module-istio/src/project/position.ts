import type {
  DeploymentStep,
  DeploymentStepPosition,
} from '@heal7/backstage-plugin-deployments-common';
import { stepsOf } from '../pair/Pair';
import type { Pair } from '../pair/Pair';

/** The steps of the traffic, as they are shown. */
export const shownSteps = (pair: Pair): DeploymentStep[] =>
  pair.splits.length === 0
    ? []
    : stepsOf(pair).map(weight => ({ kind: 'set-weight', weight }));

/** How far the newest colour has got; null without a route to steer by. */
export function positionOf(pair: Pair): DeploymentStepPosition | null {
  if (pair.splits.length === 0) {
    return null;
  }
  const steps = stepsOf(pair);
  const { newest, live } = pair;
  const index =
    newest === live
      ? steps.length
      : steps.filter(weight => newest.weight >= weight).length;
  return { index, total: steps.length };
}
