import type { DeploymentPause } from '@heal7/backstage-plugin-deployments-common';
import type { CanaryData } from '../canary/CanaryData';
import { gateOfPhase } from '../canary/gates';
import type { GateType } from '../canary/gates';
import { hasFailed, phaseOf } from '../canary/phases';
import { holding } from './story';
import type { Story } from './story';

/** The gate that it waits at; null when it waits at none, or it is unknown. */
export function gateWaitedAt(data: CanaryData, story: Story): GateType | null {
  const held = phaseOf(data) === 'Progressing' ? holding(story) : null;
  const byEvent =
    held?.saying.says === 'gate' &&
    held.saying.gate === 'confirm-traffic-increase';
  return gateOfPhase(data) ?? (byEvent ? 'confirm-traffic-increase' : null);
}

/**
 * Why a Canary stands still. Of a gate that only events tell of the start is
 * left out: they tell when it was asked last.
 */
export function pauseOf(
  data: CanaryData,
  story: Story,
): DeploymentPause | null {
  if (data.spec.suspended && !hasFailed(data)) {
    return { reason: 'Manual', startedAt: null, endsAt: null };
  }
  const gate = gateWaitedAt(data, story);
  return (
    gate && {
      reason: gate,
      startedAt: gateOfPhase(data) ? data.status?.phaseSince ?? null : null,
      endsAt: null,
    }
  );
}
