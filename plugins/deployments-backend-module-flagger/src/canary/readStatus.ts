import {
  asCount,
  asFields,
  asInteger,
  asList,
  asText,
  asTime,
  fieldOf,
  readConditions,
} from '@heal7/backstage-plugin-deployments-node';
import type { CanaryStatus } from './CanaryData';

/** Flagger keeps one condition; its reason is the phase. */
const PROMOTED = 'Promoted';

/**
 * The condition's own `lastTransitionTime` stays while its status does, which
 * is the same in several phases; `lastUpdateTime` is when the phase began.
 */
function sinceOf(status: unknown, phase: string): string | null {
  const promoted = asList(fieldOf(status, 'conditions')).find(
    condition =>
      fieldOf(condition, 'type') === PROMOTED &&
      fieldOf(condition, 'reason') === phase,
  );
  return asTime(fieldOf(promoted, 'lastUpdateTime'));
}

/**
 * The status of a Canary. `lastTransitionTime` is not kept: a failed Canary's
 * moves at every look without anything having changed.
 */
export function readStatus(status: unknown): CanaryStatus | null {
  if (!asFields(status)) {
    return null;
  }
  const phase = asText(fieldOf(status, 'phase'));
  return {
    phase,
    weight: asCount(fieldOf(status, 'canaryWeight')),
    // -1 while a canary waits for its promotion.
    iterations: asInteger(fieldOf(status, 'iterations')) ?? 0,
    failedChecks: asCount(fieldOf(status, 'failedChecks')),
    conditions: readConditions(status),
    phaseSince: sinceOf(status, phase),
  };
}
