import type {
  EntitySelector,
  SelectableTarget,
} from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';
import { batches } from '../store/batches';
import { ANY, linksOf } from './links';
import type { Anchor, Link } from './links';

/** @internal */
export type MappableTarget = { id: string } & SelectableTarget;

// Two bind variables each.
const ANCHORS_IN_ONE_STATEMENT = 400;

/**
 * Keeps the catalog sync waiting until the transaction ends, and waits for
 * one that runs. To be taken before anything is written, so that the two
 * never wait for each other. SQLite has one writer at a time anyway.
 *
 * @internal
 */
export async function shareMapping(tx: Knex.Transaction): Promise<void> {
  if (tx.client.config.client === 'pg') {
    await tx('settings').where({ key: 'fleet-mapping' }).forShare().first();
  }
}

/** The catalog sync's side of `shareMapping`. @internal */
export async function ownMapping(tx: Knex.Transaction): Promise<void> {
  if (tx.client.config.client === 'pg') {
    await tx('settings').where({ key: 'fleet-mapping' }).forUpdate().first();
  }
}

/** Says of each target whether any entity selects it. @internal */
export async function markMapped(
  tx: Knex.Transaction,
  targetIds: string[],
): Promise<void> {
  for (const ids of batches(targetIds)) {
    const mapped: string[] = await tx('target_entities')
      .whereIn('target_id', ids)
      .distinct()
      .pluck('target_id');
    const known = new Set(mapped);
    const unmapped = ids.filter(id => !known.has(id));
    for (const [is, some] of [
      [true, mapped],
      [false, unmapped],
    ] as const) {
      if (some.length > 0) {
        await tx('fleet_targets')
          .whereIn('target_id', some)
          .where({ mapped: !is })
          .update({ mapped: is });
      }
    }
  }
}

/** @internal */
export async function insertLinks(
  tx: Knex.Transaction,
  links: Link[],
): Promise<void> {
  for (const some of batches(links)) {
    await tx('target_entities').insert(some);
  }
}

/**
 * Finds the entities of targets that are new or were relabelled.
 *
 * @internal
 */
export async function remapTargets(
  tx: Knex.Transaction,
  targets: MappableTarget[],
): Promise<void> {
  if (targets.length === 0) {
    return;
  }
  const ids = targets.map(({ id }) => id);
  await tx('target_entities').whereIn('target_id', ids).delete();
  const anchors = new Map<string, Anchor>([['', ANY]]);
  for (const { labels } of targets) {
    for (const [key, value] of Object.entries(labels)) {
      anchors.set(`${key}=${value}`, { key, value });
    }
  }
  const entities = new Map<string, EntitySelector>();
  for (const some of batches([...anchors.values()], ANCHORS_IN_ONE_STATEMENT)) {
    const rows: { entity_ref: string; selector: string }[] = await tx(
      'catalog_entity_anchors as a',
    )
      .join('catalog_entities as e', 'e.entity_ref', 'a.entity_ref')
      .whereIn(
        ['a.key', 'a.value'],
        some.map(({ key, value }) => [key, value]),
      )
      .distinct('e.entity_ref', 'e.selector');
    for (const { entity_ref, selector } of rows) {
      entities.set(entity_ref, JSON.parse(selector));
    }
  }
  const links = linksOf(
    targets,
    [...entities].map(([entityRef, selector]) => ({ entityRef, selector })),
  );
  await insertLinks(tx, links);
  await markMapped(tx, ids);
}
