import type { Knex } from 'knex';
import type { Lease, LeaseStore } from './LeaseStore';

/** @internal */
export class KnexLeaseStore implements LeaseStore {
  constructor(private readonly knex: Knex) {}

  async acquire(
    cluster: string,
    holder: string,
    times: { now: Date; ttlMs: number; force?: boolean },
  ): Promise<Lease | undefined> {
    const now = times.now.getTime();
    return this.knex.transaction(async tx => {
      await tx('leases')
        .insert({ cluster, holder: null, fence: 0, expires_at: 0 })
        .onConflict('cluster')
        .ignore();
      const taken = await tx('leases')
        .where({ cluster })
        .modify(query => {
          if (!times.force) {
            query.where(free =>
              free
                .whereNull('holder')
                .orWhere('holder', holder)
                .orWhere('expires_at', '<=', now),
            );
          }
        })
        .update({
          holder,
          fence: tx.raw('fence + 1'),
          expires_at: now + times.ttlMs,
        });
      if (taken === 0) {
        return undefined;
      }
      const row = await tx('leases').where({ cluster }).first('fence');
      return { cluster, holder, fence: Number(row.fence) };
    });
  }

  async renew(
    lease: Lease,
    times: { now: Date; ttlMs: number },
  ): Promise<boolean> {
    const { cluster, holder, fence } = lease;
    const renewed = await this.knex('leases')
      .where({ cluster, holder, fence })
      .update({ expires_at: times.now.getTime() + times.ttlMs });
    return renewed > 0;
  }

  async release(lease: Lease): Promise<void> {
    const { cluster, holder, fence } = lease;
    await this.knex('leases')
      .where({ cluster, holder, fence })
      .update({ holder: null, expires_at: 0 });
  }

  async expiries(): Promise<Map<string, number>> {
    const rows = await this.knex('leases').select('cluster', 'expires_at');
    return new Map(rows.map(row => [row.cluster, Number(row.expires_at)]));
  }
}
