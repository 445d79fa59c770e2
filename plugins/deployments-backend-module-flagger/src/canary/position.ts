import type { DeploymentStepPosition } from '@heal7/backstage-plugin-deployments-common';
import type { CanaryData, CanaryStatus } from './CanaryData';
import { hasFailed, isIdle, isPromoting } from './phases';
import { stepsOf } from './steps';
import type { CanarySteps } from './steps';
import { iterationsOf } from './strategy';

/** The step of a weight: the last one that it has reached. */
function weightIndex({ steps, begin }: CanarySteps, weight: number): number {
  const reached = steps.findLastIndex(
    step => step.kind === 'set-weight' && step.weight <= weight,
  );
  return weight === 0 || reached < 0 ? begin : reached;
}

/** Flagger counts a check when it begins, from one. */
function checkIndex(
  { begin, first, approval, steps }: CanarySteps,
  { iterations }: CanaryStatus,
  all: number,
): number {
  if (iterations <= 0) {
    return begin;
  }
  // One more than there are: blue-green has switched all traffic.
  return iterations > all
    ? Math.max(approval, steps.length - 1)
    : first + iterations - 1;
}

/** Where a Canary stands in its steps; null when there are none. */
export function positionOf(data: CanaryData): DeploymentStepPosition | null {
  const all = stepsOf(data);
  const total = all.steps.length;
  const { status, spec } = data;
  if (total === 0) {
    return null;
  }
  const at = (index: number) => ({ index: Math.min(index, total), total });
  if (isIdle(data) || isPromoting(data)) {
    return at(total);
  }
  if (!status || hasFailed(data)) {
    return at(0);
  }
  switch (status.phase) {
    case 'WaitingPromotion':
      return at(all.approval);
    case 'Progressing':
      return at(
        iterationsOf(spec) > 0
          ? checkIndex(all, status, iterationsOf(spec))
          : weightIndex(all, status.weight),
      );
    default:
      return at(0);
  }
}
