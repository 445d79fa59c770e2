import type { DeploymentPhase } from '@heal7/backstage-plugin-deployments-common';
import {
  fullyPromoted,
  specObserved,
  unpausing,
  workloadObserved,
} from '../rollout/facts';
import type { RolloutData, RolloutStatusData } from '../rollout/RolloutData';

/** A phase with the controller's own explanation. */
export interface PhaseReading {
  phase: DeploymentPhase;
  message: string;
}

const PHASES = new Map<string, DeploymentPhase>([
  ['Healthy', 'healthy'],
  ['Progressing', 'progressing'],
  ['Paused', 'paused'],
  ['Degraded', 'degraded'],
]);

const progressing = (message: string): PhaseReading => ({
  phase: 'progressing',
  message,
});

const ANALYSIS_DONE = ['Successful', 'Failed', 'Error', 'Inconclusive'];

function blueGreenPhase(
  data: RolloutData,
  status: RolloutStatusData,
): PhaseReading | null {
  if (
    status.activeSelector === '' ||
    status.activeSelector !== status.currentPodHash
  ) {
    return progressing('active service cutover pending');
  }
  if (fullyPromoted(data)) {
    return null;
  }
  const analysed = status.runs.some(
    run =>
      run.trigger === 'post-promotion' && ANALYSIS_DONE.includes(run.phase),
  );
  return data.spec.blueGreen?.postPromotionAnalysis && !analysed
    ? progressing('waiting for analysis to complete')
    : progressing('waiting for post-promotion verification to complete');
}

function canaryPhase(
  data: RolloutData,
  status: RolloutStatusData,
): PhaseReading | null {
  // With traffic routing the old replicas stay for a while on purpose.
  if (
    !data.spec.canary?.trafficRouting &&
    status.replicas > status.updatedReplicas
  ) {
    return progressing('old replicas are pending termination');
  }
  return fullyPromoted(data)
    ? null
    : progressing('waiting for all steps to complete');
}

/**
 * The phase as controllers from 1.0 on calculate it for `status.phase`, and
 * as clients have to for the older ones. Mirrors `CalculateRolloutPhase`.
 */
export function calculatePhase(
  data: RolloutData,
  status: RolloutStatusData,
): PhaseReading {
  for (const { type, reason, message } of status.conditions) {
    if (type === 'InvalidSpec') {
      return { phase: 'degraded', message: `InvalidSpec: ${message}` };
    }
    if (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded') {
      return { phase: 'degraded', message: `${reason}: ${message}` };
    }
  }
  if (data.spec.paused) {
    return { phase: 'paused', message: 'manually paused' };
  }
  if (status.pauseConditions.length > 0) {
    return { phase: 'paused', message: status.pauseConditions[0].reason };
  }
  const { restartAt } = data.spec;
  if (restartAt !== null && restartAt !== status.restartedAt) {
    return progressing('rollout is restarting');
  }
  if (status.updatedReplicas < data.spec.replicas) {
    return progressing('more replicas need to be updated');
  }
  if (status.availableReplicas < status.updatedReplicas) {
    return progressing('updated replicas are still becoming available');
  }
  let unfinished: PhaseReading | null = null;
  if (data.spec.blueGreen) {
    unfinished = blueGreenPhase(data, status);
  } else if (data.spec.canary) {
    unfinished = canaryPhase(data, status);
  }
  return unfinished ?? { phase: 'healthy', message: '' };
}

/**
 * The phase and why, first match wins. Mirrors `GetRolloutPhase`, the
 * function that the controller asks clients to use.
 */
export function phaseOf(data: RolloutData): PhaseReading {
  const { status } = data;
  if (!status) {
    return progressing('waiting for the controller to report a status');
  }
  if (!specObserved(data)) {
    return progressing('waiting for rollout spec update to be observed');
  }
  if (unpausing(data)) {
    return progressing('waiting for rollout to unpause');
  }
  if (!workloadObserved(data)) {
    return progressing(
      'waiting for rollout spec update to be observed for the reference workload',
    );
  }
  if (status.phase !== '') {
    return {
      phase: PHASES.get(status.phase) ?? 'unknown',
      message: status.message,
    };
  }
  return calculatePhase(data, status);
}
