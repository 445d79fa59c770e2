import { selects } from '@heal7/backstage-plugin-deployments-common';
import type {
  EntitySelector,
  SelectableTarget,
} from '@heal7/backstage-plugin-deployments-common';

/**
 * A label that whatever a selector selects has. The empty key stands for
 * none: any rollout may be selected.
 *
 * @internal
 */
export interface Anchor {
  key: string;
  value: string;
}

/** @internal */
export const ANY: Anchor = { key: '', value: '' };

/**
 * Labels of which every selected rollout has one, so that a rollout finds the
 * entities to ask by an index instead of asking all.
 *
 * @internal
 */
export function anchorsOf(selector: EntitySelector): Anchor[] {
  for (const requirement of selector.labels) {
    if (requirement.operator === 'in') {
      const { key, values } = requirement;
      return [...new Set(values)].map(value => ({ key, value }));
    }
  }
  return [ANY];
}

/** @internal */
export interface Link {
  target_id: string;
  entity_ref: string;
}

/**
 * Which of the entities select which of the targets.
 *
 * @internal
 */
export function linksOf(
  targets: ({ id: string } & SelectableTarget)[],
  entities: { entityRef: string; selector: EntitySelector }[],
): Link[] {
  const byAnchor = new Map<string, typeof entities>();
  const keyOf = ({ key, value }: Anchor) => `${key}=${value}`;
  for (const entity of entities) {
    for (const anchor of anchorsOf(entity.selector)) {
      const found = byAnchor.get(keyOf(anchor)) ?? [];
      found.push(entity);
      byAnchor.set(keyOf(anchor), found);
    }
  }
  return targets.flatMap(target => {
    const candidates = new Set(
      [
        ANY,
        ...Object.entries(target.labels).map(([key, value]) => ({
          key,
          value,
        })),
      ].flatMap(anchor => byAnchor.get(keyOf(anchor)) ?? []),
    );
    return [...candidates]
      .filter(({ selector }) => selects(selector, target))
      .map(({ entityRef }) => ({
        target_id: target.id,
        entity_ref: entityRef,
      }));
  });
}
