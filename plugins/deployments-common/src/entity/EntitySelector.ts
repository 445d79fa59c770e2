import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { ENTITY_ANNOTATIONS, WORKLOAD_MARKS } from './annotations';
import { matchesLabels, parseLabelSelector } from './labelSelector';
import type { LabelRequirement } from './labelSelector';

/**
 * Which rollouts an entity shows, read from its annotations.
 *
 * @public
 */
export interface EntitySelector {
  /** All must hold. Never empty: no annotation means no selector. */
  labels: LabelRequirement[];
  /** Null for any. */
  cluster: string | null;
  /** Null for any. */
  namespace: string | null;
  /** Names of rollouts; null for any. */
  names: string[] | null;
}

/**
 * The part of a rollout that a selector looks at.
 *
 * @public
 */
export interface SelectableTarget {
  cluster: string;
  namespace: string;
  name: string;
  labels: Record<string, string>;
}

const listOf = (text: string | undefined) =>
  text
    ?.split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

/**
 * Reads an entity's annotations. Null when it has neither the id nor the
 * label selector, so that an entity never selects everything by accident.
 *
 * @throws InputError-like `TypeError` naming the annotation when a label
 * selector cannot be parsed.
 * @public
 */
export function entitySelectorOf(entity: Entity): EntitySelector | null {
  const annotations = entity.metadata.annotations ?? {};
  const selector = annotations[ENTITY_ANNOTATIONS.labelSelector]?.trim();
  const id = annotations[ENTITY_ANNOTATIONS.kubernetesId]?.trim();
  if (!selector && !id) {
    return null;
  }
  const labels: LabelRequirement[] = selector
    ? parseLabelSelector(selector)
    : [{ key: WORKLOAD_MARKS.kubernetesId, operator: 'in', values: [id!] }];
  const names = listOf(annotations[ENTITY_ANNOTATIONS.rollout]);
  return {
    labels,
    cluster: annotations[ENTITY_ANNOTATIONS.cluster]?.trim() || null,
    namespace: annotations[ENTITY_ANNOTATIONS.namespace]?.trim() || null,
    names: names?.length ? names : null,
  };
}

/**
 * Whether a rollout belongs to a selector.
 *
 * @public
 */
export function selects(
  selector: EntitySelector,
  target: SelectableTarget,
): boolean {
  return (
    (selector.cluster === null || selector.cluster === target.cluster) &&
    (selector.namespace === null || selector.namespace === target.namespace) &&
    (selector.names === null || selector.names.includes(target.name)) &&
    matchesLabels(selector.labels, target.labels)
  );
}

/**
 * Whether the workload itself names the entity, which acting needs: by the
 * annotation `heal7.com/entity` (given here as `entityRefs`), or by the label
 * `backstage.io/kubernetes-id`, which then names the component of that name in
 * the default namespace. The entity's own annotation of that key plays no part:
 * anybody could write somebody else's id into a catalog-info.yaml.
 *
 * @public
 */
export function workloadNamesEntity(
  target: SelectableTarget & { entityRefs: string[] },
  entity: Entity,
): boolean {
  const ref = stringifyEntityRef(entity);
  const named = target.entityRefs.some(text => {
    try {
      const parsed = parseEntityRef(text, { defaultKind: 'component' });
      return stringifyEntityRef(parsed) === ref;
    } catch {
      // Anyone who may edit the workload can write nonsense into it; a ref
      // that cannot be read names nobody.
      return false;
    }
  });
  const label = target.labels[WORKLOAD_MARKS.kubernetesId];
  const labelled =
    Boolean(label) &&
    stringifyEntityRef({ kind: 'component', name: label }) === ref;
  return named || labelled;
}
