import type { Entity } from '@backstage/catalog-model';
import { ENTITY_ANNOTATIONS } from '@heal7/backstage-plugin-deployments-common';

/**
 * Whether an entity is linked to rollouts by its annotations.
 *
 * @public
 */
export function isDeploymentsAvailable(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return Boolean(
    annotations[ENTITY_ANNOTATIONS.kubernetesId]?.trim() ||
      annotations[ENTITY_ANNOTATIONS.labelSelector]?.trim(),
  );
}

/**
 * Whether an entity gets the tab: components that are not linked yet are told
 * there how to link them.
 *
 * @internal
 */
export const hasDeploymentsTab = (entity: Entity): boolean =>
  entity.kind.toLocaleLowerCase('en-US') === 'component' ||
  isDeploymentsAvailable(entity);

const kindOf = (entity: Entity) => entity.kind.toLocaleLowerCase('en-US');

/** Entities that hold rollouts of several others. @internal */
export const hasFleet = (entity: Entity): boolean =>
  ['system', 'domain', 'group'].includes(kindOf(entity));

/** Entities whose delivery performance is counted as a whole. @internal */
export const hasDelivery = (entity: Entity): boolean =>
  ['system', 'group'].includes(kindOf(entity));
