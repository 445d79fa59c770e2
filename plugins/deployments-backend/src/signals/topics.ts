import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import type { TargetChange } from '../store/TargetStore';

/** Any change of one target. @internal */
export const targetTopic = (id: string) => `target:${id}`;

/** A target with this label came, went, or was relabelled. @internal */
export const labelTopic = (key: string, value: string) =>
  `label:${key}=${value}`;

/** Any target came, went, or was relabelled. @internal */
export const MEMBERSHIP_TOPIC = 'membership';

/** Any row of the fleet changed; told at most twice a second. @internal */
export const FLEET_TOPIC = 'fleet';

/** So much changed at once that it is not told one by one. @internal */
export const MUCH_TOPIC = 'much';

/** The status of a cluster changed. @internal */
export const clusterTopic = (name: string) => `cluster:${name}`;

const sameLabels = (
  a: Record<string, string>,
  b: Record<string, string>,
): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => b[key] === value);

/**
 * Topics that a batch of changes concerns, each once.
 *
 * @internal
 */
export function topicsOfChanges(changes: TargetChange[]): Set<string> {
  const topics = new Set<string>();
  for (const { id, labelsBefore, labelsAfter } of changes) {
    topics.add(targetTopic(id));
    if (labelsBefore && labelsAfter && sameLabels(labelsBefore, labelsAfter)) {
      continue;
    }
    topics.add(MEMBERSHIP_TOPIC);
    for (const labels of [labelsBefore, labelsAfter]) {
      Object.entries(labels ?? {}).forEach(([key, value]) =>
        topics.add(labelTopic(key, value)),
      );
    }
  }
  return topics;
}

/**
 * Topics by which an entity hears of targets that it does not have yet. One
 * requirement with values is enough: whatever fulfils the whole selector
 * fulfils it too.
 *
 * @internal
 */
export function topicsOfSelector(selector: EntitySelector): string[] {
  for (const requirement of selector.labels) {
    if (requirement.operator === 'in') {
      return requirement.values.map(value =>
        labelTopic(requirement.key, value),
      );
    }
  }
  return [MEMBERSHIP_TOPIC];
}
