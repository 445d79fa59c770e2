import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import type { Lease } from './LeaseStore';

/**
 * What the watching replica last said about each cluster.
 *
 * @internal
 */
export interface ClusterStatusStore {
  /** Sorted by name. */
  all(): Promise<ClusterStatus[]>;
  get(name: string): Promise<ClusterStatus | undefined>;
  /**
   * @param lease - null for clusters that nobody watches.
   * @returns whether anything changed.
   * @throws LeaseLostError when the lease is no longer held.
   */
  put(lease: Lease | null, status: ClusterStatus): Promise<boolean>;
  /** Forgets clusters other than these. */
  keep(names: string[]): Promise<void>;
}
