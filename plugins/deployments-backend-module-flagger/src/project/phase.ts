import type { DeploymentPhase } from '@heal7/backstage-plugin-deployments-common';
import type { CanaryData } from '../canary/CanaryData';
import { gateOfPhase } from '../canary/gates';
import { hasFailed, isIdle, phaseOf } from '../canary/phases';

const MOVING = [
  '',
  'Initializing',
  'Progressing',
  'Promoting',
  'Finalising',
  'Terminating',
  'Terminated',
];

/** Flagger's own words, and what makes it do something else than it should. */
function messageOf(data: CanaryData): string {
  const phase = phaseOf(data);
  const own = data.status?.conditions.find(({ reason }) => reason === phase);
  const said = own?.message || phase;
  return isIdle(data) && data.spec.skipsAnalysis
    ? `${said} New revisions are promoted without analysis.`
    : said;
}

function pausedMessage(data: CanaryData, own: string): string {
  if (data.spec.suspended) {
    return 'suspended';
  }
  // Of the one gate that the status does not tell of.
  return gateOfPhase(data) ? own : 'Waiting for approval of more traffic.';
}

/**
 * The phase in words that mean the same for every engine.
 *
 * @param facts - `paused`: it stands still until somebody acts; `unseen`: there
 * is a new revision that Flagger has not looked at yet.
 */
export function shownPhaseOf(
  data: CanaryData,
  facts: { paused: boolean; unseen: boolean },
): { phase: DeploymentPhase; message: string } {
  const phase = phaseOf(data);
  const message = messageOf(data);
  if (hasFailed(data)) {
    return { phase: 'degraded', message };
  }
  if (facts.paused) {
    return { phase: 'paused', message: pausedMessage(data, message) };
  }
  if (isIdle(data)) {
    return facts.unseen
      ? { phase: 'progressing', message: 'A new revision was not seen yet.' }
      : { phase: 'healthy', message };
  }
  return MOVING.includes(phase)
    ? { phase: 'progressing', message }
    : { phase: 'unknown', message };
}
