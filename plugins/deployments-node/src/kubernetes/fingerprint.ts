import { createHash } from 'node:crypto';
import { asFields, compareTexts } from './json';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  const fields = asFields(value);
  return fields
    ? Object.fromEntries(
        Object.entries(fields)
          .sort(([a], [b]) => compareTexts(a, b))
          .map(([key, entry]) => [key, sorted(entry)]),
      )
    : value;
}

/**
 * Tells whether two pieces of objects, such as pod templates, are the same
 * without keeping them. The order of fields does not matter.
 *
 * @public
 */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([sorted(value)]))
    .digest('hex')
    .slice(0, 16);
}
