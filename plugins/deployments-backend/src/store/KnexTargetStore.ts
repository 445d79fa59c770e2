import type { Knex } from 'knex';
import { selects } from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentState,
  DeploymentTargetRef,
  EntitySelector,
} from '@heal7/backstage-plugin-deployments-common';
import { removeFromFleet, writeFleet } from '../fleet/fleetWrites';
import { shareMapping } from '../fleet/targetMapping';
import { batches } from './batches';
import { requireLease } from './guard';
import type { Lease } from './LeaseStore';
import { narrow } from './narrow';
import { targetId, versionOf } from './targetId';
import type {
  StoredTarget,
  TargetChange,
  TargetRecorder,
  TargetStore,
  TargetTransition,
  TargetWrites,
} from './TargetStore';

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

const sorted = (labels: Record<string, string> | null) =>
  Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

/** @internal */
export class KnexTargetStore implements TargetStore {
  constructor(
    private readonly knex: Knex,
    private readonly recorders: TargetRecorder[] = [],
  ) {}

  async get(ref: DeploymentTargetRef): Promise<StoredTarget | undefined> {
    const row = await this.knex('targets')
      .where({ id: targetId(ref) })
      .first();
    return row && stored(row);
  }

  async select(selector: EntitySelector): Promise<StoredTarget[]> {
    const rows: TargetRow[] = await this.knex('targets')
      .modify(narrow, selector)
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
      await shareMapping(tx);
      const moment = { at, gap: writes.gap ?? false };
      const changes: TargetChange[] = [];
      for (const states of batches(writes.puts)) {
        changes.push(...(await this.put(tx, lease, states, moment)));
      }
      for (const refs of batches(writes.removals)) {
        changes.push(...(await this.remove(tx, refs.map(targetId), moment)));
      }
      return changes;
    });
  }

  async keepClusters(names: string[], at: Date): Promise<TargetChange[]> {
    return this.knex.transaction(async tx => {
      await shareMapping(tx);
      const ids: string[] = await tx('targets')
        .whereNotIn('cluster', names)
        .pluck('id');
      const changes: TargetChange[] = [];
      for (const some of batches(ids)) {
        changes.push(...(await this.remove(tx, some, { at, gap: true })));
      }
      return changes;
    });
  }

  private async put(
    tx: Knex.Transaction,
    lease: Lease,
    states: DeploymentState[],
    moment: { at: Date; gap: boolean },
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
    const changedIds = changed.map(({ id }) => id);
    const labels = await this.labelsOf(tx, changedIds);
    const statesBefore = await this.statesToRecord(tx, changedIds);
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
          changed_at: moment.at.toISOString(),
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
    const relabelled = await this.writeLabels(tx, changes);
    await writeFleet(
      tx,
      changed.map(({ id, state }) => ({
        id,
        state,
        changedAt: moment.at.toISOString(),
      })),
      relabelled,
    );
    await this.record(
      tx,
      changed.map(({ id, state }) => ({
        id,
        before: statesBefore.get(id) ?? null,
        after: state,
      })),
      moment,
    );
    return changes;
  }

  /** Returns the ids of those that are new or have other labels. */
  private async writeLabels(
    tx: Knex.Transaction,
    changes: TargetChange[],
  ): Promise<Set<string>> {
    const relabelled = changes.filter(
      change =>
        change.labelsBefore === null ||
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
    return new Set(relabelled.map(({ id }) => id));
  }

  private async remove(
    tx: Knex.Transaction,
    ids: string[],
    moment: { at: Date; gap: boolean },
  ): Promise<TargetChange[]> {
    const labels = await this.labelsOf(tx, ids);
    const statesBefore = await this.statesToRecord(tx, ids);
    const there: string[] = await tx('targets').whereIn('id', ids).pluck('id');
    await removeFromFleet(tx, there);
    await tx('target_labels').whereIn('target_id', there).delete();
    await tx('targets').whereIn('id', there).delete();
    await this.record(
      tx,
      there.map(id => ({
        id,
        before: statesBefore.get(id) ?? null,
        after: null,
      })),
      moment,
    );
    return there.map(id => ({
      id,
      labelsBefore: labels.get(id) ?? {},
      labelsAfter: null,
    }));
  }

  private async record(
    tx: Knex.Transaction,
    transitions: TargetTransition[],
    moment: { at: Date; gap: boolean },
  ): Promise<void> {
    for (const recorder of this.recorders) {
      await recorder.record(tx, transitions, moment);
    }
  }

  /** The stored states; none are read where nobody records. */
  private async statesToRecord(
    tx: Knex.Transaction,
    ids: string[],
  ): Promise<Map<string, DeploymentState>> {
    if (this.recorders.length === 0) {
      return new Map();
    }
    const rows: { id: string; state: string }[] = await tx('targets')
      .whereIn('id', ids)
      .select('id', 'state');
    return new Map(rows.map(({ id, state }) => [id, JSON.parse(state)]));
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
