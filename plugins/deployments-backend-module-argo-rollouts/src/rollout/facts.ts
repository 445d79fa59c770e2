import type { RolloutData } from './RolloutData';
import { parseGoInteger } from '@heal7/backstage-plugin-deployments-node';

/**
 * Whether the controller has seen the latest spec. Controllers before 0.10
 * keep a hash there instead of a number; even an all-digit one is greater
 * than any generation, so both count as seen.
 */
export function specObserved(data: RolloutData): boolean {
  const observed = parseGoInteger(data.status?.observedGeneration ?? '', 64);
  return observed === null || observed >= data.generation;
}

/** The same for the template of a referenced workload. */
export function workloadObserved(data: RolloutData): boolean {
  const observed = parseGoInteger(
    data.status?.workloadObservedGeneration ?? '',
    32,
  );
  return (
    data.spec.workloadRef === null ||
    data.workloadGeneration === null ||
    observed === null ||
    observed === data.workloadGeneration
  );
}

/**
 * A person cleared the pause and the controller has not reacted yet: both
 * fields are status fields, so no generation tells.
 */
export function unpausing(data: RolloutData): boolean {
  return (
    data.status !== null &&
    data.status.controllerPause &&
    data.status.pauseConditions.length === 0
  );
}

/** Nothing is being rolled out: the newest revision is the stable one. */
export function fullyPromoted(data: RolloutData): boolean {
  return (
    data.status !== null &&
    data.status.stableHash !== '' &&
    data.status.stableHash === data.status.currentPodHash
  );
}

/** The controller refuses the spec; it does nothing until that is repaired. */
export function invalidSpec(data: RolloutData): boolean {
  return (
    data.status?.conditions.some(({ type }) => type === 'InvalidSpec') ?? false
  );
}
