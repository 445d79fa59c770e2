import type {
  ActionNote,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';
import type { CanaryData } from '../canary/CanaryData';
import { closesAfterRun, gateToOpen } from '../canary/gates';
import type { GateType } from '../canary/gates';

const ANALYSIS_STAYS_OFF: ActionNote = {
  code: 'analysis-stays-off',
  message:
    'It sets spec.skipAnalysis, which stays: the revisions after this one are promoted without analysis too, until it is taken out of the Canary.',
};

const GATE_STAYS_OPEN: ActionNote = {
  code: 'gate-stays-open',
  message:
    'No post-rollout hook of the Canary closes the gate again: the revisions after this one are approved too, until somebody closes it.',
};

/** Hooks of these three types ask one gate; only what is opened stays open. */
const staysOpen = (data: CanaryData, gate: GateType | null) =>
  gate !== null && !closesAfterRun(data, 'gate');

/** What an action changes for the revisions after this one, if anything. */
export function noteOf(
  action: DeploymentAction,
  data: CanaryData,
): ActionNote | null {
  switch (action) {
    case 'promote':
      return staysOpen(data, gateToOpen(data)) ? GATE_STAYS_OPEN : null;
    case 'promote-full':
      // Flagger takes the field out as little as it puts it in.
      return ANALYSIS_STAYS_OFF;
    default:
      return null;
  }
}
