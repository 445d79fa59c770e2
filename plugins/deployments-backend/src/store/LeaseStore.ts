/**
 * The right to watch a cluster and to write what is seen. `fence` grows with
 * every holder, so that a holder which lost it without noticing is found out.
 *
 * @internal
 */
export interface Lease {
  cluster: string;
  holder: string;
  fence: number;
}

/**
 * A write was refused because another replica has taken the cluster over.
 *
 * @internal
 */
export class LeaseLostError extends Error {
  constructor(lease: Lease) {
    super(
      `The lease ${lease.fence} on cluster '${lease.cluster}' has passed to another replica`,
    );
    this.name = 'LeaseLostError';
  }
}

/**
 * One lease a cluster. Replicas compare their own clocks with `expires_at`;
 * clocks that disagree cost time at a hand-over, and the fence keeps the data
 * right.
 *
 * @internal
 */
export interface LeaseStore {
  /**
   * Takes a lease that is free, expired or the holder's own. Undefined when
   * another replica has it. `force` takes it from anybody.
   */
  acquire(
    cluster: string,
    holder: string,
    times: { now: Date; ttlMs: number; force?: boolean },
  ): Promise<Lease | undefined>;
  /** False when it is no longer held. */
  renew(lease: Lease, times: { now: Date; ttlMs: number }): Promise<boolean>;
  release(lease: Lease): Promise<void>;
  /** When the lease of each cluster ends or ended: epoch, ms; 0 if released. */
  expiries(): Promise<Map<string, number>>;
}
