import type { Knex } from 'knex';
import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import type { ClusterStatusStore } from './ClusterStatusStore';
import { requireLease } from './guard';
import type { Lease } from './LeaseStore';
import { versionOf } from './targetId';

interface ClusterRow {
  name: string;
  title: string;
  condition: string;
  since: string;
  message: string;
  last_synced_at: string | null;
  demo: boolean | number;
  problems: string;
}

const toStatus = (row: ClusterRow): ClusterStatus => ({
  name: row.name,
  title: row.title,
  condition: row.condition as ClusterStatus['condition'],
  since: row.since,
  message: row.message,
  lastSyncedAt: row.last_synced_at,
  demo: Boolean(row.demo),
  problems: JSON.parse(row.problems),
});

const toRow = (status: ClusterStatus) => ({
  name: status.name,
  title: status.title,
  condition: status.condition,
  since: status.since,
  message: status.message,
  last_synced_at: status.lastSyncedAt,
  demo: status.demo,
  problems: JSON.stringify(status.problems),
});

/** @internal */
export class KnexClusterStatusStore implements ClusterStatusStore {
  constructor(private readonly knex: Knex) {}

  async all(): Promise<ClusterStatus[]> {
    const rows: ClusterRow[] = await this.knex('clusters').orderBy('name');
    return rows.map(toStatus);
  }

  async get(name: string): Promise<ClusterStatus | undefined> {
    const row = await this.knex('clusters').where({ name }).first();
    return row && toStatus(row);
  }

  async put(lease: Lease | null, status: ClusterStatus): Promise<boolean> {
    return this.knex.transaction(async tx => {
      if (lease) {
        await requireLease(tx, lease);
      }
      const before = await tx('clusters').where({ name: status.name }).first();
      const row = toRow(status);
      if (before && versionOf(toRow(toStatus(before))) === versionOf(row)) {
        return false;
      }
      await tx('clusters').insert(row).onConflict('name').merge();
      return true;
    });
  }

  async keep(names: string[]): Promise<void> {
    await this.knex('clusters').whereNotIn('name', names).delete();
    await this.knex('leases').whereNotIn('cluster', names).delete();
  }
}
