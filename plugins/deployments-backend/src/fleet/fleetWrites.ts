import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';
import { FLEET_FORMAT, fleetRecord } from './fleetRecord';
import { remapTargets } from './targetMapping';

const BACKFILL_BATCH = 100;

/** @internal */
export interface FleetWrite {
  id: string;
  state: DeploymentState;
  /** ISO 8601. */
  changedAt: string;
}

async function upsert(
  tx: Knex.Transaction,
  writes: FleetWrite[],
): Promise<void> {
  const rows = writes.map(({ id, state, changedAt }) => ({
    target_id: id,
    changed_at: changedAt,
    ...fleetRecord(state),
  }));
  const columns = Object.keys(rows[0]).filter(name => name !== 'target_id');
  await tx('fleet_targets')
    .insert(rows.map(row => ({ ...row, mapped: false })))
    .onConflict('target_id')
    // Who selects a target does not follow from its state.
    .merge(columns);
}

/**
 * Writes what the fleet page reads of targets that have changed.
 *
 * @param relabelled - ids of those that are new or have other labels
 * @internal
 */
export async function writeFleet(
  tx: Knex.Transaction,
  writes: FleetWrite[],
  relabelled: Set<string>,
): Promise<void> {
  if (writes.length === 0) {
    return;
  }
  await upsert(tx, writes);
  await remapTargets(
    tx,
    writes
      .filter(({ id }) => relabelled.has(id))
      .map(({ id, state }) => ({ ...state, id })),
  );
}

/** Before the targets themselves are removed. @internal */
export async function removeFromFleet(
  tx: Knex.Transaction,
  ids: string[],
): Promise<void> {
  await tx('target_entities').whereIn('target_id', ids).delete();
  await tx('fleet_targets').whereIn('target_id', ids).delete();
}

/**
 * Makes the rows of targets that were written by a release without them, or
 * with another idea of what is in them. Returns how many.
 *
 * @internal
 */
export async function backfillFleet(knex: Knex): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await knex.transaction(async tx => {
      const query = tx('targets as t')
        .leftJoin('fleet_targets as f', 'f.target_id', 't.id')
        .where(outdated =>
          outdated
            .whereNull('f.target_id')
            .orWhereNot('f.format', FLEET_FORMAT),
        )
        .limit(BACKFILL_BATCH)
        .select('t.id', 't.state', 't.changed_at', 'f.target_id as known');
      // A newer state must not be overtaken by the one read here.
      const rows: {
        id: string;
        state: string;
        changed_at: string;
        known: string | null;
      }[] = await (tx.client.config.client === 'pg'
        ? query.forUpdate('t')
        : query);
      await writeFleet(
        tx,
        rows.map(({ id, state, changed_at }) => ({
          id,
          state: JSON.parse(state),
          changedAt: changed_at,
        })),
        new Set(rows.filter(({ known }) => known === null).map(({ id }) => id)),
      );
      return rows.length;
    });
    total += done;
    if (done < BACKFILL_BATCH) {
      return total;
    }
  }
}
