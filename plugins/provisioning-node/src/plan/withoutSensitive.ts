import type { JsonValue } from '@backstage/types';

const marks = (tree: unknown, key: string | number): unknown =>
  typeof tree === 'object' && tree !== null && Object.hasOwn(tree, key)
    ? (tree as Record<string | number, unknown>)[key]
    : undefined;

/**
 * A value without what is marked sensitive: null in its place, so that lists
 * keep their order, and a policy sees that there is something.
 *
 * @param sensitive - trees of the value's shape with `true` where something
 * is sensitive, as engines write them
 */
export function withoutSensitive(
  value: unknown,
  ...sensitive: unknown[]
): JsonValue {
  if (sensitive.some(tree => tree === true) || value === undefined) {
    return null;
  }
  if (Array.isArray(value)) {
    return value.map((item, at) =>
      withoutSensitive(item, ...sensitive.map(tree => marks(tree, at))),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        withoutSensitive(item, ...sensitive.map(tree => marks(tree, key))),
      ]),
    );
  }
  return value as JsonValue;
}
