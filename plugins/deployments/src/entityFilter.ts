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
