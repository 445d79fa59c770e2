import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { workloadNamesEntity } from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import type { NamespaceOwners } from '../clusters/clusterConfig';

/** Refs of the entity's owners. @internal */
export const ownerRefsOf = (entity: Entity): string[] =>
  (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);

/**
 * Whether a workload is the entity's own: it says so itself, or the portal's
 * configuration gives the namespace to the entity or to its owner. The
 * entity's annotations alone are not enough, because whoever writes them need
 * not be who runs the workload.
 *
 * @internal
 */
export function isClaimed(
  state: DeploymentState,
  entity: Entity,
  owners: NamespaceOwners[],
): boolean {
  if (workloadNamesEntity(state, entity)) {
    return true;
  }
  const entityRef = stringifyEntityRef(entity);
  const ownerRefs = ownerRefsOf(entity);
  return owners.some(
    owner =>
      owner.namespace === state.namespace &&
      (owner.entityRefs.includes(entityRef) ||
        owner.ownerRefs.some(ref => ownerRefs.includes(ref))),
  );
}
