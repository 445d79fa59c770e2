import type {
  ActRecord,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';

/** Acts that make a rollout start, and so come before it. */
const STARTING: DeploymentAction[] = ['rollback', 'retry', 'restart'];

/** How long a rollout may take to be seen after the act. @internal */
export const START_LAG_MS = 60_000;

/**
 * The acts that belong to one rollout, of those on its target: what was done
 * while it ran, and what made it start.
 *
 * @internal
 */
export function actsOf(
  rollout: { startedAt: string; endedAt: string | null },
  acts: ActRecord[],
): ActRecord[] {
  const start = Date.parse(rollout.startedAt);
  const end = rollout.endedAt === null ? Infinity : Date.parse(rollout.endedAt);
  return acts.filter(({ action, at }) => {
    const then = Date.parse(at);
    return then >= start
      ? then <= end
      : STARTING.includes(action) && start - then <= START_LAG_MS;
  });
}
