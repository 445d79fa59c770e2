import type { DeploymentState } from './DeploymentState';

/**
 * Whether somebody should look at a rollout: it is degraded or aborted, or it
 * stands still until a person acts.
 *
 * @public
 */
export function needsAttention(
  state: Pick<DeploymentState, 'phase' | 'aborted' | 'pause' | 'explanation'>,
): boolean {
  const { phase, aborted, pause, explanation } = state;
  return (
    phase === 'degraded' ||
    aborted ||
    (phase === 'paused' && pause?.endsAt === null) ||
    (explanation !== null && explanation.severity !== 'wait')
  );
}
