import { availableReplicas } from '../workloadTypes.mts';
import { reconcileAnalysis } from './analysis.mts';
import { hashOf, statusOf, type Pass } from './pass.mts';
import { pauseOf } from './pauses.mts';
import {
  deadlineOf,
  delaysAbortScaleDown,
  removeDeadline,
  scale,
  scaleDownOthers,
  scaleNew,
} from './scaling.mts';
import { serviceHash, switchService } from './services.mts';
import {
  countReplicas,
  persistStatus,
  promoteStable,
  resetStatus,
  selectorText,
  specChanged,
  updateConditions,
} from './statusSync.mts';
import { desiredReplicas, type BlueGreenStrategy } from './types.mts';

function previewSize(pass: Pass, strategy: BlueGreenStrategy): number {
  const { rollout, newRS } = pass;
  const all = desiredReplicas(rollout);
  const { blueGreen, pauseConditions, promoteFull } = statusOf(rollout);
  const active = blueGreen.activeSelector;
  const passed =
    !rollout.spec.paused &&
    !pauseConditions?.length &&
    blueGreen.scaleUpPreviewCheckPoint;
  if (!active || active === hashOf(newRS) || promoteFull || passed) {
    return all;
  }
  return strategy.previewReplicaCount ?? all;
}

function reconcileSizes(pass: Pass, strategy: BlueGreenStrategy): void {
  const { newRS, stableRS, rollout } = pass;
  if (!delaysAbortScaleDown(pass)) {
    removeDeadline(pass, newRS);
  }
  if (stableRS && stableRS !== newRS) {
    removeDeadline(pass, stableRS);
    scale(pass, stableRS, desiredReplicas(rollout));
  }
  scaleNew(pass, previewSize(pass, strategy));
  if (!pauseOf(rollout, 'InconclusiveAnalysisRun')) {
    scaleDownOthers(pass);
  }
}

function needsPause(strategy: BlueGreenStrategy): boolean {
  return (
    strategy.autoPromotionEnabled === false ||
    (strategy.autoPromotionSeconds ?? 0) > 0
  );
}

function prePromotionPassed(pass: Pass, strategy: BlueGreenStrategy): boolean {
  const run = statusOf(pass.rollout).blueGreen.prePromotionAnalysisRunStatus;
  return !strategy.prePromotionAnalysis || run?.status === 'Successful';
}

/** True when a person resumed it, or its time is over. */
function pauseIsOver(pass: Pass, strategy: BlueGreenStrategy): boolean {
  const { rollout, clock, pause } = pass;
  const status = statusOf(rollout);
  if (pause.adds) {
    return false;
  }
  if (status.blueGreen.scaleUpPreviewCheckPoint || !needsPause(strategy)) {
    return true;
  }
  const held = pauseOf(rollout, 'BlueGreenPause');
  if (strategy.autoPromotionEnabled === false) {
    return status.controllerPause === true && !held;
  }
  const seconds = strategy.autoPromotionSeconds ?? 0;
  return (
    (held !== undefined &&
      Date.parse(held.startTime) + seconds * 1000 < clock.now()) ||
    (status.controllerPause === true && !held)
  );
}

/**
 * True when nothing has to be proven again: the revision served a moment ago
 * and was still planned to be scaled down when this pass began.
 */
function isFastTracked(pass: Pass): boolean {
  return (
    statusOf(pass.rollout).promoteFull === true ||
    deadlineOf(pass.newRS) !== undefined
  );
}

function isReadyToPause(pass: Pass, strategy: BlueGreenStrategy): boolean {
  const size = previewSize(pass, strategy);
  return (
    pass.newRS.spec.replicas === size && availableReplicas(pass.newRS) >= size
  );
}

function reconcilePause(pass: Pass, strategy: BlueGreenStrategy): void {
  const { rollout, pause, newRS } = pass;
  const status = statusOf(rollout);
  if (status.abort || rollout.spec.paused || !isReadyToPause(pass, strategy)) {
    return;
  }
  const active = serviceHash(pass, strategy.activeService);
  const past =
    isFastTracked(pass) ||
    !active ||
    active === hashOf(newRS) ||
    status.blueGreen.scaleUpPreviewCheckPoint ||
    !needsPause(strategy);
  if (past) {
    pause.remove('BlueGreenPause');
    return;
  }
  if (!prePromotionPassed(pass, strategy)) {
    return;
  }
  if (pauseOf(rollout, 'BlueGreenPause')) {
    if (pauseIsOver(pass, strategy)) {
      pause.remove('BlueGreenPause');
    }
  } else if (!status.controllerPause) {
    pause.add('BlueGreenPause');
  }
}

/** Switches the live Service once everything that guards it has passed. */
function reconcileActive(pass: Pass, strategy: BlueGreenStrategy): void {
  const { rollout, newRS, stableRS, pause } = pass;
  const status = statusOf(rollout);
  const all = desiredReplicas(rollout);
  if (pause.aborted) {
    switchService(pass, strategy.activeService, stableRS);
    return;
  }
  const saturated =
    newRS.spec.replicas === all && availableReplicas(newRS) === all;
  const held =
    rollout.spec.paused ||
    pauseOf(rollout, 'InconclusiveAnalysisRun') !== undefined;
  const first = !status.blueGreen.activeSelector;
  const guarded =
    first ||
    isFastTracked(pass) ||
    (prePromotionPassed(pass, strategy) && pauseIsOver(pass, strategy));
  if (saturated && !held && guarded) {
    switchService(pass, strategy.activeService, newRS);
  }
}

function promotionReason(pass: Pass, strategy: BlueGreenStrategy): string {
  const { status, stableRS, rollout } = pass;
  if (!stableRS || !status.blueGreen.activeSelector) {
    return 'Initial deploy';
  }
  if (status.blueGreen.activeSelector !== status.currentPodHash) {
    return '';
  }
  if (statusOf(rollout).promoteFull) {
    return 'Full promotion requested';
  }
  const post = status.blueGreen.postPromotionAnalysisRunStatus;
  const judged =
    !strategy.postPromotionAnalysis || post?.status === 'Successful';
  const settled = status.stableRS === status.currentPodHash;
  return !pass.pause.aborted && (judged || settled)
    ? 'Completed blue-green update'
    : '';
}

function syncStatus(pass: Pass, strategy: BlueGreenStrategy): void {
  const { status, rollout, pause, allRSs, newRS } = pass;
  const before = statusOf(rollout);
  const changed = specChanged(pass);
  countReplicas(pass);
  if (changed) {
    resetStatus(pass);
  }
  if (before.promoteFull) {
    pause.clear();
    pause.removeAbort();
  }
  status.blueGreen.previewSelector = serviceHash(pass, strategy.previewService);
  status.blueGreen.activeSelector = serviceHash(pass, strategy.activeService);
  const reason = promotionReason(pass, strategy);
  if (reason) {
    promoteStable(pass, reason);
  } else if (!changed && strategy.previewReplicaCount !== undefined) {
    status.blueGreen.scaleUpPreviewCheckPoint =
      before.blueGreen.scaleUpPreviewCheckPoint ||
      (prePromotionPassed(pass, strategy) &&
        pauseIsOver(pass, strategy) &&
        availableReplicas(newRS) === strategy.previewReplicaCount);
  }
  // With an active Service only its revision is counted as serving.
  const active = allRSs.find(
    item => hashOf(item) === status.blueGreen.activeSelector,
  );
  if (active?.status) {
    status.HPAReplicas = active.status.replicas;
    status.selector = selectorText(active.spec.selector.matchLabels);
    status.availableReplicas = active.status.availableReplicas;
    status.readyReplicas = active.status.readyReplicas;
  }
  updateConditions(pass);
  persistStatus(pass);
}

/** One pass of the blue-green strategy, in the controller's order. */
export function reconcileBlueGreen(
  pass: Pass,
  strategy: BlueGreenStrategy,
): void {
  switchService(pass, strategy.previewService, pass.newRS, {
    evenIfUnavailable: true,
  });
  if (!specChanged(pass)) {
    reconcileSizes(pass, strategy);
    reconcilePause(pass, strategy);
    reconcileActive(pass, strategy);
    reconcileAnalysis(pass);
  }
  syncStatus(pass, strategy);
}
