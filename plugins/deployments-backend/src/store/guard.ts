import type { Knex } from 'knex';
import { LeaseLostError } from './LeaseStore';
import type { Lease } from './LeaseStore';

/**
 * Makes the rest of a transaction depend on the lease. On PostgreSQL the
 * shared row lock keeps a take-over waiting until the transaction ends;
 * SQLite has one writer at a time anyway.
 *
 * @throws LeaseLostError
 * @internal
 */
export async function requireLease(
  tx: Knex.Transaction,
  lease: Lease,
): Promise<void> {
  const query = tx('leases')
    .where({ cluster: lease.cluster, holder: lease.holder })
    .first('fence');
  const row = await (tx.client.config.client === 'pg'
    ? query.forShare()
    : query);
  if (!row || Number(row.fence) !== lease.fence) {
    throw new LeaseLostError(lease);
  }
}
