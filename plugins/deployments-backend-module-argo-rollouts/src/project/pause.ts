import type { DeploymentPause } from '@heal7/backstage-plugin-deployments-common';
import { addSeconds } from '@heal7/backstage-plugin-deployments-node';
import { currentStepOf } from '../rollout/position';
import type { RolloutData } from '../rollout/RolloutData';

/** Seconds until the controller itself ends a pause; null when it does not. */
function limitOf(data: RolloutData, reason: string): number | null {
  const step = currentStepOf(data);
  if (reason === 'CanaryPauseStep' && step?.kind === 'pause') {
    return step.durationSeconds;
  }
  const seconds = data.spec.blueGreen?.autoPromotionSeconds ?? 0;
  return reason === 'BlueGreenPause' && seconds > 0 ? seconds : null;
}

/**
 * Why the rollout stands still; null when it does not. While `spec.paused` is
 * set, the controller completes no step, however long it waits: the end of a
 * timed pause is not known then.
 */
export function pauseOf(data: RolloutData): DeploymentPause | null {
  const condition = data.status?.pauseConditions[0];
  if (condition) {
    const seconds = data.spec.paused ? null : limitOf(data, condition.reason);
    return {
      reason: condition.reason,
      startedAt: condition.startTime,
      endsAt:
        condition.startTime === null || seconds === null
          ? null
          : addSeconds(condition.startTime, seconds),
    };
  }
  if (!data.spec.paused) {
    return null;
  }
  const paused = data.status?.conditions.find(
    ({ type, status }) => type === 'Paused' && status === 'True',
  );
  return {
    reason: 'Manual',
    startedAt: paused?.changedAt ?? null,
    endsAt: null,
  };
}
