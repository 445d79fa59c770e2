import type { JsonObject, JsonValue } from '@backstage/types';
import type { PlanResource } from '../cost/planResources';
import type { Found } from './Rule';

type Path = Array<string | number>;

const step = (value: JsonValue | undefined, key: string | number) =>
  typeof value === 'object' && value !== null
    ? (value as JsonObject)[key]
    : undefined;

const UNKNOWN = Symbol('known after apply');

/** A value, undefined for none, or `UNKNOWN` until it is applied. */
export function valueAt(
  { values, unknown }: PlanResource,
  path: Path,
): JsonValue | undefined | typeof UNKNOWN {
  let mark: JsonValue | undefined = unknown;
  let value: JsonValue | undefined = values;
  for (const key of path) {
    if (mark === true) {
      return UNKNOWN;
    }
    mark = step(mark, key);
    value = step(value, key);
  }
  return mark === true ? UNKNOWN : value;
}

export const isUnknown = (value: unknown): value is typeof UNKNOWN =>
  value === UNKNOWN;

const pathText = (path: Path): string =>
  path
    .map(key => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');

/**
 * Says that an attribute cannot be judged. What is known only once it is
 * applied is neither good nor bad: that is a warning, and never a pass.
 */
export function undecided({ address }: PlanResource, path: Path): Found {
  const attribute = pathText(path);
  return {
    address,
    attribute,
    message: `${attribute} is known only after it is applied, so this cannot be judged before`,
    fix: 'Give it a value that is known in the plan, or look at it once it is applied',
    severity: 'warn',
  };
}

export const undecidedIfUnknown = (
  resource: PlanResource,
  path: Path,
): Found[] =>
  isUnknown(valueAt(resource, path)) ? [undecided(resource, path)] : [];

/** Asks one attribute of a resource. */
export function judge(
  resource: PlanResource,
  path: Path,
  good: (value: JsonValue | undefined) => boolean,
  words: { message: string; fix: string },
): Found[] {
  const value = valueAt(resource, path);
  if (isUnknown(value)) {
    return [undecided(resource, path)];
  }
  return good(value)
    ? []
    : [{ address: resource.address, attribute: pathText(path), ...words }];
}

/**
 * The resources of a type that say something of another one, by the attribute
 * that names it. A name that comes only with the apply is taken for this one's
 * within the same module.
 */
export function belonging(
  resources: PlanResource[],
  type: string,
  to: PlanResource,
  attribute: string,
): PlanResource[] {
  const name = valueAt(to, [attribute]);
  return resources.filter(resource => {
    if (resource.type !== type || resource.module !== to.module) {
      return false;
    }
    const named = valueAt(resource, [attribute]);
    return isUnknown(named) || isUnknown(name) || named === name;
  });
}
