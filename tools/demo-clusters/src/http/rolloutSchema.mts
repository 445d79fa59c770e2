import type { Json, JsonObject } from '../kubeObject.mts';
import { isJsonObject } from '../store/patches.mts';

function isWhole(value: Json | undefined): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isTime(value: Json | undefined): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

/** A field by its path, and what its value has to be. */
const FIELDS: [path: string[], what: string, ok: (value: Json) => boolean][] = [
  [['spec', 'replicas'], 'an integer, 0 or more', isWhole],
  [['spec', 'paused'], 'boolean', value => typeof value === 'boolean'],
  [['spec', 'restartAt'], 'an RFC 3339 time', isTime],
  [['status', 'abort'], 'boolean', value => typeof value === 'boolean'],
  [['status', 'promoteFull'], 'boolean', value => typeof value === 'boolean'],
  [['status', 'controllerPause'], 'boolean', v => typeof v === 'boolean'],
  [['status', 'currentStepIndex'], 'an integer, 0 or more', isWhole],
  [['status', 'pauseConditions'], 'an array', Array.isArray],
  [['status', 'conditions'], 'an array', Array.isArray],
  [['status', 'canary'], 'object', isJsonObject],
  [['status', 'blueGreen'], 'object', isJsonObject],
];

function valueAt(object: JsonObject, path: string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const part of path) {
    value = isJsonObject(value) ? value[part] : undefined;
  }
  return value;
}

function hasContainers(rollout: JsonObject): boolean {
  const containers = valueAt(rollout, [
    'spec',
    'template',
    'spec',
    'containers',
  ]);
  return (
    Array.isArray(containers) &&
    containers.length > 0 &&
    containers.every(
      item =>
        isJsonObject(item) &&
        typeof item.name === 'string' &&
        typeof item.image === 'string',
    )
  );
}

/**
 * What the Rollout CRD and the controller's validation would refuse, as far
 * as the simulation depends on it.
 *
 * @returns the first wrong field with what it has to be, or null
 */
export function invalidRolloutField(rollout: JsonObject): string | null {
  for (const [path, what, ok] of FIELDS) {
    const value = valueAt(rollout, path);
    if (value !== undefined && !(value !== null && ok(value))) {
      return `${path.join('.')}: Invalid value: must be ${what}`;
    }
  }
  if (!hasContainers(rollout)) {
    return 'spec.template.spec.containers: Required value';
  }
  const labels = valueAt(rollout, ['spec', 'selector', 'matchLabels']);
  if (!isJsonObject(labels)) {
    return 'spec.selector.matchLabels: Required value';
  }
  const strategy = valueAt(rollout, ['spec', 'strategy']);
  if (
    !isJsonObject(strategy) ||
    isJsonObject(strategy.canary) === isJsonObject(strategy.blueGreen)
  ) {
    return 'spec.strategy: exactly one of canary and blueGreen is required';
  }
  const steps = valueAt(strategy, ['canary', 'steps']);
  if (
    steps !== undefined &&
    !(Array.isArray(steps) && steps.every(isJsonObject))
  ) {
    return 'spec.strategy.canary.steps: Invalid value: must be objects';
  }
  return null;
}
