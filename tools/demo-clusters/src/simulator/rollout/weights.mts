import {
  actualReplicas,
  availableReplicas,
  type ReplicaSet,
} from '../workloadTypes.mts';
import { statusOf, type Pass } from './pass.mts';
import {
  currentStep,
  desiredReplicas,
  stepsOf,
  type Rollout,
} from './types.mts';

/** All traffic. */
export const MAX_WEIGHT = 100;

/** The weight that the current step asks for. */
export function currentSetWeight(rollout: Rollout): number {
  const status = statusOf(rollout);
  if (status.abort) {
    return 0;
  }
  if (!currentStep(rollout)) {
    return MAX_WEIGHT;
  }
  const done = stepsOf(rollout).slice(0, (status.currentStepIndex ?? 0) + 1);
  return done.findLast(step => step.setWeight !== undefined)?.setWeight ?? 0;
}

/** The weight of the last setWeight before the current step. */
export function previousSetWeight(rollout: Rollout): number {
  const index = statusOf(rollout).currentStepIndex ?? 0;
  const done = stepsOf(rollout).slice(0, index);
  return done.findLast(step => step.setWeight !== undefined)?.setWeight ?? 0;
}

/** Pods that the new revision should have, by weight or explicit scale. */
function canaryReplicas(rollout: Rollout): number {
  const replicas = desiredReplicas(rollout);
  const { promoteFull, stableRS, currentPodHash, abort, currentStepIndex } =
    statusOf(rollout);
  if (promoteFull || !stableRS || currentPodHash === stableRS) {
    return replicas;
  }
  let weight = currentSetWeight(rollout);
  const routed = rollout.spec.strategy.canary?.trafficRouting;
  if (routed && !abort && currentStep(rollout)) {
    const done = stepsOf(rollout).slice(0, (currentStepIndex ?? 0) + 1);
    const scale = done.findLast(step => step.setCanaryScale)?.setCanaryScale;
    if (scale && !scale.matchTrafficWeight) {
      if (scale.replicas !== undefined) {
        return scale.replicas;
      }
      weight = scale.weight ?? weight;
    }
  }
  return routed
    ? Math.ceil((weight * replicas) / MAX_WEIGHT)
    : Math.round((weight * replicas) / MAX_WEIGHT);
}

/** Sizes of the two ReplicaSets that a canary wants now. */
export interface CanarySizes {
  canary: number;
  stable: number;
}

/**
 * Sizes that the step asks for. With a traffic router the stable one stays
 * whole; without, the two share the replicas.
 */
export function wantedSizes(rollout: Rollout): CanarySizes {
  const replicas = desiredReplicas(rollout);
  const canary = canaryReplicas(rollout);
  const routed = rollout.spec.strategy.canary?.trafficRouting;
  return { canary, stable: routed ? replicas : Math.max(0, replicas - canary) };
}

function isAt(replicaSet: ReplicaSet | undefined, size: number): boolean {
  return replicaSet ? replicaSet.spec.replicas === size : size === 0;
}

/** True when both ReplicaSets have the sizes of the step, the new one ready. */
export function atWantedSizes(pass: Pass): boolean {
  const { rollout, newRS, stableRS } = pass;
  const sizes = wantedSizes(rollout);
  return (
    isAt(newRS, sizes.canary) &&
    availableReplicas(newRS) === sizes.canary &&
    (stableRS === newRS ||
      (isAt(stableRS, sizes.stable) &&
        actualReplicas(stableRS) === sizes.stable))
  );
}
