import {
  RELATION_OWNED_BY,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';

/** An entity as it is offered and shown in the wizard. */
export interface EntityOption {
  /** Its reference. */
  id: string;
  /** What people call it. */
  textValue: string;
  /** In lower case. */
  kind: string;
  /** Name of its owner; empty when it has none. */
  owner: string;
}

/** The parts of an entity that an option is made of. */
export const OPTION_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.profile.displayName',
  'relations',
];

function displayName({ spec }: Entity): string | undefined {
  const profile = spec?.profile as { displayName?: string } | undefined;
  return profile?.displayName;
}

export function optionOf(entity: Entity): EntityOption {
  const owner = entity.relations?.find(
    ({ type }) => type === RELATION_OWNED_BY,
  )?.targetRef;
  return {
    id: stringifyEntityRef(entity),
    textValue:
      entity.metadata.title ?? displayName(entity) ?? entity.metadata.name,
    kind: entity.kind.toLocaleLowerCase('en-US'),
    owner: owner ? parseEntityRef(owner).name : '',
  };
}
