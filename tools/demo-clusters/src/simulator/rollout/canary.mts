import { availableReplicas } from '../workloadTypes.mts';
import { reconcileAnalysis } from './analysis.mts';
import { hashOf, recordEvent, statusOf, type Pass } from './pass.mts';
import { pauseOf } from './pauses.mts';
import {
  delaysAbortScaleDown,
  removeDeadline,
  scale,
  scaleDownOthers,
  scaleNew,
} from './scaling.mts';
import { switchService } from './services.mts';
import {
  countReplicas,
  persistStatus,
  promoteStable,
  resetStatus,
  specChanged,
  updateConditions,
} from './statusSync.mts';
import { describeStep } from './stepText.mts';
import { reconcileTraffic } from './traffic.mts';
import {
  currentStep,
  desiredReplicas,
  durationSeconds,
  stepsOf,
  type CanaryStep,
} from './types.mts';
import { atWantedSizes, wantedSizes } from './weights.mts';

function isHalted(pass: Pass): boolean {
  return (
    pass.rollout.spec.paused === true ||
    pauseOf(pass.rollout, 'InconclusiveAnalysisRun') !== undefined
  );
}

/** True when a ReplicaSet had to change: the step then waits. */
function reconcileSizes(pass: Pass): boolean {
  if (isHalted(pass)) {
    return false;
  }
  const { newRS, stableRS, rollout } = pass;
  if (!delaysAbortScaleDown(pass)) {
    removeDeadline(pass, newRS);
  }
  const { canary, stable } = wantedSizes(rollout);
  if (stableRS && stableRS !== newRS) {
    removeDeadline(pass, stableRS);
    // Without a router the stable pods go only once the new ones can serve.
    const routed = rollout.spec.strategy.canary?.trafficRouting;
    const target =
      routed || availableReplicas(newRS) >= canary
        ? stable
        : Math.max(stable, stableRS.spec.replicas);
    if (scale(pass, stableRS, target)) {
      return true;
    }
  }
  return scaleNew(pass, canary) || scaleDownOthers(pass);
}

/** Starts the pause of a pause step. True while the step is a pause. */
function reconcilePause(pass: Pass): boolean {
  const { rollout, pause } = pass;
  const { promoteFull, controllerPause } = statusOf(rollout);
  const step = currentStep(rollout);
  if (rollout.spec.paused || promoteFull || !step?.pause) {
    return false;
  }
  if (!pauseOf(rollout, 'CanaryPauseStep') && !controllerPause) {
    pause.add('CanaryPauseStep');
  }
  return true;
}

function pauseIsOver(pass: Pass, step: CanaryStep): boolean {
  const { rollout, clock } = pass;
  const held = pauseOf(rollout, 'CanaryPauseStep');
  if (statusOf(rollout).controllerPause && !held) {
    return true;
  }
  const duration = step.pause?.duration;
  return (
    held !== undefined &&
    duration !== undefined &&
    Date.parse(held.startTime) + durationSeconds(duration) * 1000 < clock.now()
  );
}

function stepIsDone(pass: Pass): boolean {
  const { rollout, status } = pass;
  const step = currentStep(rollout);
  if (rollout.spec.paused || !step) {
    return false;
  }
  if (step.pause) {
    return pauseIsOver(pass, step);
  }
  if (step.setWeight !== undefined || step.setCanaryScale) {
    return atWantedSizes(pass);
  }
  if (step.analysis) {
    const run = status.canary.currentStepAnalysisRunStatus;
    return run?.status === 'Successful';
  }
  // Routes are set while reconciling traffic. Experiments and step plugins
  // are not simulated: they count as done at once.
  return true;
}

function promotionReason(pass: Pass): string {
  const { stableRS, newRS, rollout } = pass;
  const status = statusOf(rollout);
  if (!stableRS) {
    return 'Initial deploy';
  }
  if (
    pass.pause.aborted ||
    availableReplicas(newRS) !== desiredReplicas(rollout)
  ) {
    return '';
  }
  if (status.promoteFull) {
    return 'Full promotion requested';
  }
  const count = stepsOf(rollout).length;
  return (status.currentStepIndex ?? 0) >= count
    ? `Completed all ${count} canary steps`
    : '';
}

function syncStatus(pass: Pass): void {
  const { status, rollout, pause } = pass;
  const before = statusOf(rollout);
  const count = stepsOf(rollout).length;
  countReplicas(pass);
  status.currentStepIndex =
    count > 0 ? Math.min(before.currentStepIndex ?? 0, count) : undefined;
  if (before.promoteFull) {
    pause.clear();
    pause.removeAbort();
    status.currentStepIndex = count > 0 ? count : undefined;
  }
  const reason = promotionReason(pass);
  if (reason) {
    promoteStable(pass, reason);
  } else if (pause.aborted) {
    if (count > 0) {
      const promoted = status.stableRS === status.currentPodHash;
      status.currentStepIndex = promoted ? count : 0;
    }
  } else if (!before.promoteFull && stepIsDone(pass)) {
    const index = (before.currentStepIndex ?? 0) + 1;
    status.currentStepIndex = index;
    status.canary.currentStepAnalysisRunStatus = undefined;
    recordEvent(
      pass,
      'RolloutStepCompleted',
      `Rollout step ${index}/${count} completed ` +
        `(${describeStep(currentStep(rollout) ?? {})})`,
    );
    pause.remove('CanaryPauseStep');
  }
  updateConditions(pass);
  persistStatus(pass);
}

function restart(pass: Pass): void {
  const { status, rollout } = pass;
  countReplicas(pass);
  resetStatus(pass);
  const count = stepsOf(rollout).length;
  if (count > 0 && statusOf(rollout).stableRS === hashOf(pass.newRS)) {
    recordEvent(pass, 'SkipSteps', 'Rollback to stable ReplicaSets');
    status.currentStepIndex = count;
  }
  updateConditions(pass);
  persistStatus(pass);
}

/** One pass of the canary strategy, in the controller's order. */
export function reconcileCanary(pass: Pass): void {
  if (specChanged(pass)) {
    restart(pass);
    return;
  }
  const { canary } = pass.rollout.spec.strategy;
  switchService(pass, canary?.stableService, pass.stableRS);
  switchService(
    pass,
    canary?.canaryService,
    pass.pause.aborted ? pass.stableRS : pass.newRS,
  );
  reconcileTraffic(pass);
  reconcileAnalysis(pass);
  if (!pass.pause.adds && !reconcileSizes(pass)) {
    reconcilePause(pass);
  }
  syncStatus(pass);
}
