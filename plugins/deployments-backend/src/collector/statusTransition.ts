import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import type { ClusterHealth } from './kindHealth';

/**
 * The status that follows from how the kinds of a cluster are doing.
 *
 * `lastSyncedAt` does not move while a cluster is watched, so that answers
 * that say the same are the same; it is set when the picture becomes complete
 * and again when it stops being live.
 *
 * @param before - the status shown until now.
 * @param lastSettled - the last one that was not `connecting`, so that an
 * outage keeps its beginning across a restart of the portal.
 * @internal
 */
export function nextStatus(
  before: ClusterStatus,
  lastSettled: ClusterStatus | undefined,
  health: ClusterHealth,
  now: Date,
): ClusterStatus {
  const at = now.toISOString();
  const next = {
    ...before,
    message: health.message,
    problems: health.problems,
  };
  if (health.condition === before.condition) {
    return next;
  }
  const goesOn =
    before.condition === 'connecting' &&
    health.condition === 'unreachable' &&
    lastSettled?.condition === 'unreachable';
  const syncedNow =
    health.condition === 'watching' || before.condition === 'watching';
  return {
    ...next,
    condition: health.condition,
    since: goesOn ? lastSettled.since : at,
    lastSyncedAt: syncedNow ? at : before.lastSyncedAt,
  };
}
