import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  ENTITY_ANNOTATIONS,
  entitySelectorOf,
} from '@heal7/backstage-plugin-deployments-common';
import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';

/**
 * The entity's selector; null when it has none.
 *
 * @throws InputError naming the annotation that cannot be read.
 * @internal
 */
export function selectorOf(entity: Entity): EntitySelector | null {
  try {
    return entitySelectorOf(entity);
  } catch (error) {
    throw new InputError(
      `The annotation '${
        ENTITY_ANNOTATIONS.labelSelector
      }' of this entity cannot be read: ${
        (error as Error).message
      }. Correct it in the entity's catalog-info.yaml.`,
      error,
    );
  }
}
