import { unpausing } from '../rollout/facts';
import { currentStepOf, stepIndexOf } from '../rollout/position';
import type { RolloutData } from '../rollout/RolloutData';

const inconclusive = (data: RolloutData) =>
  data.status?.runs.some(
    run => run.trigger === 'step' && run.phase === 'Inconclusive',
  );

const nextIndex = (data: RolloutData) =>
  Math.min(stepIndexOf(data) + 1, data.spec.canary?.steps.length ?? 0);

const moveOn = (data: RolloutData) => ({
  pauseConditions: null,
  controllerPause: false,
  currentStepIndex: nextIndex(data),
});

/**
 * What a promotion writes to the status; null for nothing, when unsetting
 * `spec.paused` is all that it takes. As in the controller's command line:
 *
 * - at an inconclusive analysis, the pause is cleared and the step passed;
 * - at any other pause only the conditions are cleared, and the controller
 *   takes the step: clearing `controllerPause` alone makes it pause again;
 * - otherwise the step (an analysis, an experiment) is passed.
 */
export function promotion(data: RolloutData): Record<string, unknown> | null {
  const paused = (data.status?.pauseConditions.length ?? 0) > 0;
  if (paused) {
    return data.spec.canary?.steps.length &&
      data.status?.controllerPause &&
      inconclusive(data)
      ? moveOn(data)
      : { pauseConditions: null };
  }
  return currentStepOf(data) && !unpausing(data)
    ? { currentStepIndex: nextIndex(data) }
    : null;
}

/**
 * What skipping a step writes to the status. A pause of the skipped step
 * would outlive it, so that it goes with it.
 */
export function stepSkip(data: RolloutData): Record<string, unknown> {
  return (data.status?.pauseConditions.length ?? 0) > 0
    ? moveOn(data)
    : { currentStepIndex: nextIndex(data) };
}
