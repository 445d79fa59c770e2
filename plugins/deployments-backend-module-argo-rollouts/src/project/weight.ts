import type { DeploymentWeight } from '@heal7/backstage-plugin-deployments-common';
import { currentStepOf, stepIndexOf } from '../rollout/position';
import type { RolloutData } from '../rollout/RolloutData';

const DEFAULT_MAX = 100;

function setWeightOf(data: RolloutData, max: number): number {
  if (data.status?.aborted) {
    return 0;
  }
  if (!currentStepOf(data)) {
    return max;
  }
  const begun = data.spec.canary?.steps.slice(0, stepIndexOf(data) + 1) ?? [];
  const last = begun.findLast(step => step.kind === 'set-weight');
  return last?.weight ?? 0;
}

function actualWeightOf(
  data: RolloutData,
  canaryAvailable: number,
  max: number,
): number {
  const available = data.status?.availableReplicas ?? 0;
  if (!currentStepOf(data)) {
    // After full promotion the controller records canary 0 and stable 100;
    // the revision that was the canary is the stable one by then.
    return max;
  }
  if (available === 0) {
    return 0;
  }
  return data.spec.canary?.trafficRouting
    ? data.status?.canaryWeight ?? setWeightOf(data, max)
    : Math.floor((canaryAvailable * max) / available);
}

/**
 * The share of traffic of the newest revision.
 *
 * @param canaryAvailable - available replicas of the ReplicaSet that has the
 * role of the canary; zero when none has.
 */
export function weightOf(
  data: RolloutData,
  canaryAvailable: number,
): DeploymentWeight {
  const max = data.spec.canary?.trafficRouting?.maxWeight ?? DEFAULT_MAX;
  // Numbers from different moments or a refused spec may not fit together.
  const within = (weight: number) => Math.min(Math.max(weight, 0), max);
  if (data.spec.canary) {
    return {
      set: within(setWeightOf(data, max)),
      actual: within(actualWeightOf(data, canaryAvailable, max)),
      max,
    };
  }
  // Blue-green switches the active service as a whole.
  const switched =
    data.spec.blueGreen !== null &&
    data.status !== null &&
    data.status.activeSelector !== '' &&
    data.status.activeSelector === data.status.currentPodHash;
  const all = switched ? max : 0;
  return { set: all, actual: all, max };
}
