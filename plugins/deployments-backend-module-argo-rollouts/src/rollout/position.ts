import type {
  DeploymentStep,
  DeploymentStepPosition,
} from '@heal7/backstage-plugin-deployments-common';
import type { RolloutData } from './RolloutData';

/**
 * Index of the step that the controller works on: zero when the status does
 * not say, never beyond the end.
 */
export function stepIndexOf(data: RolloutData): number {
  const total = data.spec.canary?.steps.length ?? 0;
  const index = data.status?.currentStepIndex ?? 0;
  return Math.min(Math.max(index, 0), total);
}

/** Null when there are no steps or all of them are done. */
export function currentStepOf(data: RolloutData): DeploymentStep | null {
  return data.spec.canary?.steps[stepIndexOf(data)] ?? null;
}

/**
 * The position as shown. As in the controller's command line there is none
 * before the controller has recorded an index.
 */
export function positionOf(data: RolloutData): DeploymentStepPosition | null {
  const total = data.spec.canary?.steps.length ?? 0;
  const recorded = (data.status?.currentStepIndex ?? null) !== null;
  return recorded && total > 0 ? { index: stepIndexOf(data), total } : null;
}
