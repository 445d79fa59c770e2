import type {
  DeploymentPhase,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type { Phrase } from '../translation';

/**
 * The phase as it is shown: an aborted rollout is called that, although its
 * engine counts it among the degraded.
 *
 * @internal
 */
export type PhaseName = DeploymentPhase | 'aborted';

/** @internal */
export const phaseName = (
  state: Pick<DeploymentState, 'phase' | 'aborted'>,
): PhaseName =>
  state.aborted && state.phase === 'degraded' ? 'aborted' : state.phase;

const REASONS = [
  'CanaryPauseStep',
  'BlueGreenPause',
  'InconclusiveAnalysisRun',
  'InconclusiveExperiment',
  'Manual',
  'Partition',
  'OnDelete',
  'Inconclusive',
  'confirm-rollout',
  'confirm-promotion',
  'confirm-traffic-increase',
] as const;

/**
 * Why the rollout is in its phase: words of ours for the pauses that engines
 * name by a code, otherwise the engine's own message. Null when there is none.
 *
 * @internal
 */
export function phaseReason(state: DeploymentState): Phrase | string | null {
  const code = state.pause?.reason || state.message;
  const known = REASONS.find(reason => reason === code);
  if (state.phase === 'paused' && known) {
    return { key: `reason.${known}` };
  }
  return state.message || null;
}
