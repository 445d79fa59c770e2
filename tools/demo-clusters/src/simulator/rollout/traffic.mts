import { availableReplicas } from '../workloadTypes.mts';
import {
  removeManagedRoutes,
  setHeaderRoute,
  setRouteWeights,
  setSubsets,
} from './istio.mts';
import {
  hashOf,
  isFullyPromoted,
  recordEvent,
  revisionOf,
  statusOf,
  type Pass,
} from './pass.mts';
import {
  currentStep,
  desiredReplicas,
  stepsOf,
  type TrafficWeights,
} from './types.mts';
import {
  atWantedSizes,
  currentSetWeight,
  MAX_WEIGHT,
  previousSetWeight,
} from './weights.mts';

/** The canary's weight by the controller's rules, first match wins. */
function decideWeight(pass: Pass): { weight: number; dropRoutes: boolean } {
  const { rollout, newRS } = pass;
  const status = statusOf(rollout);
  if (
    isFullyPromoted(rollout) ||
    pass.pause.aborted ||
    availableReplicas(newRS) === 0
  ) {
    return { weight: 0, dropRoutes: true };
  }
  if (status.promoteFull) {
    const weight = status.canary.weights?.canary.weight ?? 0;
    return { weight, dropRoutes: true };
  }
  if (!atWantedSizes(pass)) {
    return { weight: previousSetWeight(rollout), dropRoutes: false };
  }
  const done = (status.currentStepIndex ?? 0) >= stepsOf(rollout).length;
  return {
    weight: done ? MAX_WEIGHT : currentSetWeight(rollout),
    dropRoutes: false,
  };
}

function sameWeights(a: TrafficWeights | undefined, b: TrafficWeights) {
  return (
    a?.canary.weight === b.canary.weight &&
    a.stable.weight === b.stable.weight &&
    a.canary.podTemplateHash === b.canary.podTemplateHash &&
    a.stable.podTemplateHash === b.stable.podTemplateHash
  );
}

function describeChange(before: TrafficWeights | undefined, weight: number) {
  if (!before) {
    return `Traffic weight updated to ${weight}`;
  }
  return before.canary.weight === weight
    ? 'Traffic weight updated '
    : `Traffic weight updated from ${before.canary.weight} to ${weight}`;
}

/** Routes traffic as the step asks and records the weights in the status. */
export function reconcileTraffic(pass: Pass): void {
  const { rollout, newRS, stableRS, status } = pass;
  const { canary } = rollout.spec.strategy;
  if (!canary?.trafficRouting) {
    delete status.canary.weights;
    return;
  }
  const { weight, dropRoutes } = decideWeight(pass);
  if (dropRoutes) {
    removeManagedRoutes(pass);
  }
  // The stable revision never gets more than its pods can carry.
  const needed = Math.trunc(
    ((MAX_WEIGHT - weight) * desiredReplicas(rollout)) / MAX_WEIGHT,
  );
  if (!stableRS || availableReplicas(stableRS) < needed) {
    return;
  }
  const step = currentStep(rollout);
  if (step?.setHeaderRoute && revisionOf(rollout) > 1) {
    setHeaderRoute(pass, step.setHeaderRoute);
  }
  setSubsets(pass, hashOf(newRS), hashOf(stableRS));
  setRouteWeights(pass, weight);
  const weights: TrafficWeights = {
    canary: {
      weight,
      podTemplateHash: hashOf(newRS),
      serviceName: canary.canaryService,
    },
    stable: {
      weight: MAX_WEIGHT - weight,
      podTemplateHash: hashOf(stableRS),
      serviceName: canary.stableService,
    },
  };
  const before = statusOf(rollout).canary.weights;
  if (!sameWeights(before, weights)) {
    recordEvent(pass, 'TrafficWeightUpdated', describeChange(before, weight));
    status.canary.weights = weights;
  }
}
