import type { Knex } from 'knex';
import type { Freeze } from '@heal7/backstage-plugin-deployments-common';
import type { FreezeStore } from './FreezeStore';

interface FreezeRow {
  id: string;
  cluster: string | null;
  environment: string | null;
  /** PostgreSQL gives big integers as text. */
  starts_at: number | string;
  ends_at: number | string;
  reason: string;
  declared_by: string;
  declared_at: string;
}

const toFreeze = (row: FreezeRow): Freeze => ({
  id: row.id,
  cluster: row.cluster,
  environment: row.environment,
  from: new Date(Number(row.starts_at)).toISOString(),
  until: new Date(Number(row.ends_at)).toISOString(),
  reason: row.reason,
  declaredBy: row.declared_by,
  declaredAt: row.declared_at,
});

/** @internal */
export class KnexFreezeStore implements FreezeStore {
  constructor(private readonly knex: Knex) {}

  async add(freeze: Freeze): Promise<void> {
    await this.knex<FreezeRow>('freezes').insert({
      id: freeze.id,
      cluster: freeze.cluster,
      environment: freeze.environment,
      starts_at: Date.parse(freeze.from),
      ends_at: Date.parse(freeze.until),
      reason: freeze.reason,
      declared_by: freeze.declaredBy,
      declared_at: freeze.declaredAt,
    });
  }

  async remove(id: string): Promise<Freeze | undefined> {
    return this.knex.transaction(async tx => {
      const row = await tx<FreezeRow>('freezes').where({ id }).first();
      const removed = await tx('freezes').where({ id }).delete();
      return row && removed > 0 ? toFreeze(row) : undefined;
    });
  }

  async notEnded(now: Date): Promise<Freeze[]> {
    const rows = await this.knex<FreezeRow>('freezes')
      .where('ends_at', '>', now.getTime())
      .orderBy([{ column: 'starts_at' }, { column: 'id' }]);
    return rows.map(toFreeze);
  }
}
