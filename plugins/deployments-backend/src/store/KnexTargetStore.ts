import type { Knex } from 'knex';
import { selects } from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentState,
  DeploymentTargetRef,
  EntitySelector,
} from '@heal7/backstage-plugin-deployments-common';
import { requireLease } from './guard';
import type { Lease } from './LeaseStore';
import { targetId, versionOf } from './targetId';
import type {
  StoredTarget,
  TargetChange,
  TargetStore,
  TargetWrites,
} from './TargetStore';

// Below every bind-variable limit of SQLite and PostgreSQL.
const BATCH = 100;

interface TargetRow {
  id: string;
  state: string;
  version: string;
  changed_at: string;
}

const stored = (row: TargetRow): StoredTarget => ({
  id: row.id,
  state: JSON.parse(row.state) as DeploymentState,
  version: row.version,
  changedAt: row.changed_at,
});

function batches<T>(items: T[]): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    result.push(items.slice(start, start + BATCH));
  }
  return result;
}

const sorted = (labels: Record<string, string> | null) =>
  Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

/** @internal */
export class KnexTargetStore implements TargetStore {
  constructor(private readonly knex: Knex) {}

  async get(ref: DeploymentTargetRef): Promise<StoredTarget | undefined> {
    const row = await this.knex('targets')
      .where({ id: targetId(ref) })
      .first();
    return row && stored(row);
  }

  async select(selector: EntitySelector): Promise<StoredTarget[]> {
    const rows: TargetRow[] = await this.knex('targets')
      .modify(query => this.narrow(query, selector))
      .orderBy(['cluster', 'namespace', 'name', 'engine']);
    // The query narrows by index; the selector's own rule has the last word.
    return rows.map(stored).filter(({ state }) => selects(selector, state));
  }

  async refs(cluster: string, engine: string): Promise<DeploymentTargetRef[]> {
    return this.knex('targets')
      .where({ cluster, engine })
      .select('cluster', 'namespace', 'name', 'engine');
  }

  async write(
    lease: Lease,
    writes: TargetWrites,
    at: Date,
  ): Promise<TargetChange[]> {
    return this.knex.transaction(async tx => {
      await requireLease(tx, lease);
      const changes: TargetChange[] = [];
      for (const states of batches(writes.puts)) {
        changes.push(...(await this.put(tx, lease, states, at)));
      }
      for (const refs of batches(writes.removals)) {
        changes.push(...(await this.remove(tx, refs.map(targetId))));
      }
      return changes;
    });
  }

  async keepClusters(names: string[]): Promise<TargetChange[]> {
    return this.knex.transaction(async tx => {
      const ids: string[] = await tx('targets')
        .whereNotIn('cluster', names)
        .pluck('id');
      const changes: TargetChange[] = [];
      for (const some of batches(ids)) {
        changes.push(...(await this.remove(tx, some)));
      }
      return changes;
    });
  }

  private narrow(query: Knex.QueryBuilder, selector: EntitySelector): void {
    if (selector.cluster !== null) {
      query.where('cluster', selector.cluster);
    }
    if (selector.namespace !== null) {
      query.where('namespace', selector.namespace);
    }
    if (selector.names !== null) {
      query.whereIn('name', selector.names);
    }
    for (const requirement of selector.labels) {
      if (requirement.operator === 'in') {
        const { key, values } = requirement;
        query.whereIn('id', labelled =>
          labelled
            .select('target_id')
            .from('target_labels')
            .where({ key })
            .whereIn('value', values),
        );
      } else if (requirement.operator === 'exists') {
        query.whereIn('id', labelled =>
          labelled
            .select('target_id')
            .from('target_labels')
            .where({ key: requirement.key }),
        );
      }
    }
  }

  private async put(
    tx: Knex.Transaction,
    lease: Lease,
    states: DeploymentState[],
    at: Date,
  ): Promise<TargetChange[]> {
    const ids = states.map(targetId);
    const before = new Map<string, { version: string }>(
      (await tx('targets').whereIn('id', ids).select('id', 'version')).map(
        row => [row.id, row],
      ),
    );
    const changed = states
      .map((state, index) => ({
        id: ids[index],
        state,
        version: versionOf(state),
      }))
      .filter(({ id, version }) => before.get(id)?.version !== version);
    if (changed.length === 0) {
      return [];
    }
    const labels = await this.labelsOf(
      tx,
      changed.map(({ id }) => id),
    );
    await tx('targets')
      .insert(
        changed.map(({ id, state, version }) => ({
          id,
          cluster: state.cluster,
          namespace: state.namespace,
          name: state.name,
          engine: state.engine,
          uid: state.uid,
          phase: state.phase,
          state: JSON.stringify(state),
          version,
          changed_at: at.toISOString(),
          fence: lease.fence,
        })),
      )
      .onConflict('id')
      .merge();
    const changes = changed.map(({ id, state }) => ({
      id,
      labelsBefore: before.has(id) ? labels.get(id) ?? {} : null,
      labelsAfter: state.labels,
    }));
    await this.writeLabels(tx, changes);
    return changes;
  }

  private async writeLabels(
    tx: Knex.Transaction,
    changes: TargetChange[],
  ): Promise<void> {
    const relabelled = changes.filter(
      change =>
        versionOf(sorted(change.labelsBefore)) !==
        versionOf(sorted(change.labelsAfter)),
    );
    await tx('target_labels')
      .whereIn(
        'target_id',
        relabelled.map(({ id }) => id),
      )
      .delete();
    const rows = relabelled.flatMap(({ id, labelsAfter }) =>
      Object.entries(labelsAfter ?? {}).map(([key, value]) => ({
        target_id: id,
        key,
        value,
      })),
    );
    for (const some of batches(rows)) {
      await tx('target_labels').insert(some);
    }
  }

  private async remove(
    tx: Knex.Transaction,
    ids: string[],
  ): Promise<TargetChange[]> {
    const labels = await this.labelsOf(tx, ids);
    const there: string[] = await tx('targets').whereIn('id', ids).pluck('id');
    await tx('target_labels').whereIn('target_id', there).delete();
    await tx('targets').whereIn('id', there).delete();
    return there.map(id => ({
      id,
      labelsBefore: labels.get(id) ?? {},
      labelsAfter: null,
    }));
  }

  private async labelsOf(
    tx: Knex.Transaction,
    ids: string[],
  ): Promise<Map<string, Record<string, string>>> {
    const rows: { target_id: string; key: string; value: string }[] = await tx(
      'target_labels',
    ).whereIn('target_id', ids);
    const result = new Map<string, Record<string, string>>();
    for (const { target_id, key, value } of rows) {
      result.set(target_id, { ...result.get(target_id), [key]: value });
    }
    return result;
  }
}
