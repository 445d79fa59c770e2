import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import type { ClusterStatusStore } from '../store/ClusterStatusStore';
import type { LeaseStore } from '../store/LeaseStore';

/**
 * The stored statuses, except that what a replica said before it vanished is
 * shown as nobody's.
 *
 * @internal
 */
export async function clusterStatuses(
  statuses: ClusterStatusStore,
  leases: LeaseStore,
  now: Date,
): Promise<ClusterStatus[]> {
  const [stored, expiries] = await Promise.all([
    statuses.all(),
    leases.expiries(),
  ]);
  return stored.map(status => {
    const expiresAt = expiries.get(status.name) ?? 0;
    if (status.condition === 'not-watchable' || expiresAt > now.getTime()) {
      return status;
    }
    const since =
      expiresAt > 0 ? new Date(expiresAt).toISOString() : status.since;
    return {
      ...status,
      condition: 'unowned',
      since,
      message: `No backend replica watches cluster '${status.name}' at the moment; one takes over within 20 seconds. If this stays, check that a backend is running.`,
    };
  });
}
