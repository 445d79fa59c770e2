import { parseEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { batches } from '../store/batches';
import { narrow } from '../store/narrow';
import type { CatalogRecord } from './catalogRecord';
import { anchorsOf, ANY, linksOf } from './links';
import { insertLinks, markMapped, ownMapping } from './targetMapping';
import type { MappableTarget } from './targetMapping';

/** Entities in one transaction: writers of rollouts wait for it. */
const ENTITIES_AT_ONCE = 50;

const searchText = ({ entityRef, title }: CatalogRecord) =>
  `${parseEntityRef(entityRef).name}\n${title}`.toLocaleLowerCase('en');

/**
 * The entities that select rollouts, and which ones they select, in the
 * database: no request asks the catalog for it.
 *
 * @internal
 */
export class CatalogIndex {
  constructor(private readonly knex: Knex) {}

  /**
   * Makes the index hold exactly these entities.
   *
   * @returns how many were added, changed or removed.
   */
  async replace(records: CatalogRecord[]): Promise<number> {
    const known = new Map<string, string>(
      (await this.knex('catalog_entities').select('entity_ref', 'version')).map(
        row => [row.entity_ref, row.version],
      ),
    );
    const changed = records.filter(
      ({ entityRef, version }) => known.get(entityRef) !== version,
    );
    const wanted = new Set(records.map(({ entityRef }) => entityRef));
    const gone = [...known.keys()].filter(ref => !wanted.has(ref));
    for (const some of batches(gone, ENTITIES_AT_ONCE)) {
      await this.write(some, []);
    }
    for (const some of batches(changed, ENTITIES_AT_ONCE)) {
      await this.write(
        some.map(({ entityRef }) => entityRef),
        some,
      );
    }
    return changed.length + gone.length;
  }

  private async write(refs: string[], records: CatalogRecord[]): Promise<void> {
    await this.knex.transaction(async tx => {
      await ownMapping(tx);
      const before: string[] = await tx('target_entities')
        .whereIn('entity_ref', refs)
        .distinct()
        .pluck('target_id');
      for (const table of [
        'target_entities',
        'catalog_entity_anchors',
        'catalog_entity_owners',
        'catalog_entities',
      ]) {
        await tx(table).whereIn('entity_ref', refs).delete();
      }
      const targets = await this.insert(tx, records);
      await markMapped(tx, [...new Set([...before, ...targets])]);
    });
  }

  /** @returns ids of the targets that the entities select. */
  private async insert(
    tx: Knex.Transaction,
    records: CatalogRecord[],
  ): Promise<string[]> {
    if (records.length === 0) {
      return [];
    }
    await tx('catalog_entities').insert(
      records.map(record => ({
        entity_ref: record.entityRef,
        title: record.title,
        search: searchText(record),
        system: record.system,
        domain: record.domain,
        selector: JSON.stringify(record.selector),
        version: record.version,
      })),
    );
    const owners = records.flatMap(record =>
      record.owners.map(owner => ({ entity_ref: record.entityRef, owner })),
    );
    for (const some of batches(owners)) {
      await tx('catalog_entity_owners').insert(some);
    }
    const anchors = records.flatMap(({ entityRef, selector }) =>
      anchorsOf(selector).map(anchor => ({ entity_ref: entityRef, ...anchor })),
    );
    for (const some of batches(anchors)) {
      await tx('catalog_entity_anchors').insert(some);
    }
    const links = linksOf(await this.candidates(tx, records), records);
    await insertLinks(tx, links);
    return links.map(({ target_id }) => target_id);
  }

  /** At least the targets that any of the entities selects. */
  private async candidates(
    tx: Knex.Transaction,
    records: CatalogRecord[],
  ): Promise<MappableTarget[]> {
    const ids = new Set<string>();
    const pairs = new Map<string, [string, string]>();
    for (const { selector } of records) {
      for (const anchor of anchorsOf(selector)) {
        if (anchor === ANY) {
          const some: string[] = await tx('targets')
            .modify(narrow, selector)
            .pluck('id');
          some.forEach(id => ids.add(id));
        } else {
          const { key, value } = anchor;
          pairs.set(`${key}=${value}`, [key, value]);
        }
      }
    }
    for (const some of batches([...pairs.values()])) {
      const found: string[] = await tx('target_labels')
        .whereIn(['key', 'value'], some)
        .pluck('target_id');
      found.forEach(id => ids.add(id));
    }
    const targets = new Map<string, MappableTarget>();
    for (const some of batches([...ids])) {
      const rows: Omit<MappableTarget, 'labels'>[] = await tx('targets')
        .whereIn('id', some)
        .select('id', 'cluster', 'namespace', 'name');
      rows.forEach(row => targets.set(row.id, { ...row, labels: {} }));
      const labels: { target_id: string; key: string; value: string }[] =
        await tx('target_labels').whereIn('target_id', some);
      for (const { target_id, key, value } of labels) {
        const target = targets.get(target_id);
        if (target) {
          target.labels[key] = value;
        }
      }
    }
    return [...targets.values()];
  }
}
