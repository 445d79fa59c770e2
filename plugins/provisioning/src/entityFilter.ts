import type { Entity } from '@backstage/catalog-model';
import { STACK_ANNOTATION } from '@heal7/backstage-plugin-provisioning-common';

const kindOf = (entity: Entity) => entity.kind.toLocaleLowerCase('en-US');

/** Id of the stack that has made what an entity stands for. @internal */
export const stackOf = (entity: Entity): string | undefined =>
  entity.metadata.annotations?.[STACK_ANNOTATION]?.trim() || undefined;

/**
 * Whether an entity gets the tab: what can have stacks, so that it can be asked
 * for one there, and what a stack has made.
 *
 * @internal
 */
export const hasInfrastructureTab = (entity: Entity): boolean =>
  ['component', 'system'].includes(kindOf(entity)) ||
  stackOf(entity) !== undefined;

/** Whether an entity gets the card with its stacks, one by one. @internal */
export const hasStacksCard = (entity: Entity): boolean =>
  kindOf(entity) === 'component';

/** Whether an entity gets the card that sums its stacks up. @internal */
export const hasSummaryCard = (entity: Entity): boolean =>
  ['system', 'group'].includes(kindOf(entity));
