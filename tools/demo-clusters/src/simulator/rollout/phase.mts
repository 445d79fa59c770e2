import { desiredReplicas, type Rollout, type RolloutStatus } from './types.mts';

type Phase = NonNullable<RolloutStatus['phase']>;

/**
 * Phase and message as the controller derives them from a new status; the
 * order of the checks is its order.
 */
export function calculatePhase(
  rollout: Rollout,
  status: RolloutStatus,
): [Phase, string] {
  const { spec } = rollout;
  for (const { reason, message } of status.conditions ?? []) {
    if (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded') {
      return ['Degraded', `${reason}: ${message}`];
    }
  }
  if (spec.paused) {
    return ['Paused', 'manually paused'];
  }
  const pause = status.pauseConditions?.[0];
  if (pause) {
    return ['Paused', pause.reason];
  }
  if (spec.restartAt && spec.restartAt !== status.restartedAt) {
    return ['Progressing', 'rollout is restarting'];
  }
  const updated = status.updatedReplicas ?? 0;
  if (updated < desiredReplicas(rollout)) {
    return ['Progressing', 'more replicas need to be updated'];
  }
  if ((status.availableReplicas ?? 0) < updated) {
    return ['Progressing', 'updated replicas are still becoming available'];
  }
  return strategyPhase(rollout, status);
}

function strategyPhase(
  rollout: Rollout,
  status: RolloutStatus,
): [Phase, string] {
  const { canary, blueGreen } = rollout.spec.strategy;
  const promoted =
    !!status.stableRS && status.stableRS === status.currentPodHash;
  if (blueGreen) {
    if (status.blueGreen.activeSelector !== status.currentPodHash) {
      return ['Progressing', 'active service cutover pending'];
    }
    if (!promoted) {
      const post = status.blueGreen.postPromotionAnalysisRunStatus;
      return blueGreen.postPromotionAnalysis && post?.status !== 'Successful'
        ? ['Progressing', 'waiting for analysis to complete']
        : [
            'Progressing',
            'waiting for post-promotion verification to complete',
          ];
    }
  } else if (canary) {
    const oldOnes = (status.replicas ?? 0) > (status.updatedReplicas ?? 0);
    if (!canary.trafficRouting && oldOnes) {
      return ['Progressing', 'old replicas are pending termination'];
    }
    if (!promoted) {
      return ['Progressing', 'waiting for all steps to complete'];
    }
  }
  return ['Healthy', ''];
}
