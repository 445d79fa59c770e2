import {
  asCount,
  asFields,
  asInteger,
  asList,
  asText,
  asTime,
  fieldOf,
  pathOf,
} from '@heal7/backstage-plugin-deployments-node';
import type { Fields } from '@heal7/backstage-plugin-deployments-node';
import type { NamedRun, RolloutStatusData, RunTrigger } from './RolloutData';
import { readCondition } from './condition';

const RUNS: [RunTrigger, string, string][] = [
  ['step', 'canary', 'currentStepAnalysisRunStatus'],
  ['background', 'canary', 'currentBackgroundAnalysisRunStatus'],
  ['pre-promotion', 'blueGreen', 'prePromotionAnalysisRunStatus'],
  ['post-promotion', 'blueGreen', 'postPromotionAnalysisRunStatus'],
];

function namedRuns(status: Fields): NamedRun[] {
  return RUNS.map(([trigger, strategy, field]) => {
    const run = pathOf(status, strategy, field);
    return {
      trigger,
      name: asText(fieldOf(run, 'name')),
      phase: asText(fieldOf(run, 'status')),
      message: asText(fieldOf(run, 'message')),
    };
  }).filter(run => run.name !== '');
}

/** Reads `status` of a Rollout; null when there is none, or nothing in it. */
export function readStatus(value: unknown): RolloutStatusData | null {
  const status = asFields(value);
  if (!status || Object.keys(status).length === 0) {
    return null;
  }
  return {
    observedGeneration: asText(status.observedGeneration),
    workloadObservedGeneration: asText(status.workloadObservedGeneration),
    phase: asText(status.phase),
    message: asText(status.message),
    aborted: status.abort === true,
    controllerPause: status.controllerPause === true,
    pauseConditions: asList(status.pauseConditions).map(condition => ({
      reason: asText(fieldOf(condition, 'reason')),
      startTime: asTime(fieldOf(condition, 'startTime')),
    })),
    currentPodHash: asText(status.currentPodHash),
    // Controllers before 0.8 kept the stable hash with the canary.
    stableHash:
      asText(status.stableRS) || asText(pathOf(status, 'canary', 'stableRS')),
    currentStepIndex: asInteger(status.currentStepIndex) ?? null,
    replicas: asCount(status.replicas),
    updatedReplicas: asCount(status.updatedReplicas),
    readyReplicas: asCount(status.readyReplicas),
    availableReplicas: asCount(status.availableReplicas),
    restartedAt: asTime(status.restartedAt),
    conditions: asList(status.conditions).map(readCondition),
    canaryWeight:
      asInteger(pathOf(status, 'canary', 'weights', 'canary', 'weight')) ??
      null,
    stablePingPong: asText(pathOf(status, 'canary', 'stablePingPong')),
    activeSelector: asText(pathOf(status, 'blueGreen', 'activeSelector')),
    previewSelector: asText(pathOf(status, 'blueGreen', 'previewSelector')),
    runs: namedRuns(status),
  };
}
