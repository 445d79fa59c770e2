import type { Knex } from 'knex';
import type { Clock } from '../lib/Clock';
import type { RunRow } from '../store/rows';

/** How long a worker that says nothing more is believed to live. */
export const LEASE_MS = 30_000;

const WAITING = ['queued', 'approved'];
/** Begun, and perhaps left by a worker that died. */
const UNDER_WAY = ['planning', 'applying'];

/**
 * Who works on which run: a lease that runs out, numbered, so that a worker who
 * has lost it unknowingly cannot write any more.
 */
export class RunLeases {
  constructor(
    private readonly knex: Knex,
    private readonly clock: Clock,
    private readonly holder: string,
  ) {}

  /**
   * Takes the next run that nobody works on: those that were left first, then
   * the oldest; checks last.
   *
   * @param checks - whether one that only looks may be taken
   */
  async claim(checks: boolean): Promise<RunRow | undefined> {
    const now = this.clock.now().getTime();
    const query = this.knex<RunRow>('runs')
      .whereIn('phase', [...WAITING, ...UNDER_WAY])
      .where('lease_until', '<=', now)
      .orderByRaw(
        `case when phase in ('planning', 'applying') then 0 else 1 end, case when kind = 'check' then 1 else 0 end, queued_at`,
      )
      .limit(8);
    if (!checks) {
      query.whereNot('kind', 'check');
    }
    for (const row of await query) {
      const lease = row.lease + 1;
      const taken = await this.knex<RunRow>('runs')
        .where({ id: row.id, lease: row.lease, phase: row.phase })
        .where('lease_until', '<=', now)
        .update({
          lease,
          holder: this.holder,
          lease_until: now + LEASE_MS,
        });
      if (taken === 1) {
        return this.knex<RunRow>('runs').where({ id: row.id }).first();
      }
    }
    return undefined;
  }

  /** @returns the run as it is now; undefined when the lease is lost. */
  async renew(row: RunRow): Promise<RunRow | undefined> {
    const kept = await this.knex<RunRow>('runs')
      .where({ id: row.id, lease: row.lease })
      .whereIn('phase', [...WAITING, ...UNDER_WAY])
      .update({ lease_until: this.clock.now().getTime() + LEASE_MS });
    return kept === 1
      ? this.knex<RunRow>('runs').where({ id: row.id }).first()
      : undefined;
  }

  /** Lets another take it up, at once or after a while. */
  async release(row: RunRow, afterMs: number): Promise<void> {
    await this.knex<RunRow>('runs')
      .where({ id: row.id, lease: row.lease })
      .update({
        holder: null,
        lease_until: afterMs > 0 ? this.clock.now().getTime() + afterMs : 0,
      });
  }
}
