import {
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { entitySelectorOf } from '@heal7/backstage-plugin-deployments-common';
import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import { versionOf } from '../store/targetId';

/**
 * What the fleet knows of an entity that selects rollouts.
 *
 * @internal
 */
export interface CatalogRecord {
  entityRef: string;
  title: string;
  /** Sorted. */
  owners: string[];
  system: string | null;
  domain: string | null;
  selector: EntitySelector;
  /** Hash of all the rest. */
  version: string;
}

const related = (entity: Entity, type: string, kind?: string): string[] =>
  (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef)
    .filter(ref => !kind || parseEntityRef(ref).kind === kind)
    .sort();

/** The domain that a system is part of. @internal */
export const domainOf = (system: Entity): string | null =>
  related(system, RELATION_PART_OF, 'domain')[0] ?? null;

/**
 * Null when the entity selects nothing, or when its selector cannot be read:
 * its own page says so.
 *
 * @param domains - of systems, by their entity refs
 * @internal
 */
export function catalogRecord(
  entity: Entity,
  domains: Map<string, string>,
): CatalogRecord | null {
  let selector: EntitySelector | null;
  try {
    selector = entitySelectorOf(entity);
  } catch {
    return null;
  }
  if (!selector) {
    return null;
  }
  const entityRef = stringifyEntityRef(entity);
  const isSystem = entity.kind.toLocaleLowerCase('en') === 'system';
  const system = isSystem
    ? entityRef
    : related(entity, RELATION_PART_OF, 'system')[0] ?? null;
  const record = {
    entityRef,
    title: entity.metadata.title ?? entity.metadata.name,
    owners: [...new Set(related(entity, RELATION_OWNED_BY))],
    system,
    domain: system === null ? null : domains.get(system) ?? null,
    selector,
  };
  return { ...record, version: versionOf(record) };
}
