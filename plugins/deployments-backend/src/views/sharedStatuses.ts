import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import type { Clock } from '../lib/Clock';
import { SharedReads } from '../lib/SharedReads';
import type { ClusterStatusStore } from '../store/ClusterStatusStore';
import type { LeaseStore } from '../store/LeaseStore';
import { clusterStatuses } from './clusterStatuses';

/**
 * The statuses of all clusters, read once for all who ask meanwhile.
 *
 * @internal
 */
export function sharedStatuses(
  statuses: ClusterStatusStore,
  leases: LeaseStore,
  clock: Pick<Clock, 'now'>,
): () => Promise<ClusterStatus[]> {
  const reads = new SharedReads<ClusterStatus[]>();
  return () =>
    reads.read('', () => clusterStatuses(statuses, leases, clock.now()));
}
