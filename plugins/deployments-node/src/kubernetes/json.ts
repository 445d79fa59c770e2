/**
 * Readers for JSON of unknown shape. Objects come from clusters that run any
 * version of a controller, and from people's files: a field of the wrong type
 * reads like a missing one, and nothing here throws.
 */

/**
 * An object's own fields, whatever they hold.
 *
 * @public
 */
export type Fields = Record<string, unknown>;

/**
 * Undefined when the value is not a plain object (null counts as missing).
 *
 * @public
 */
export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
}

/**
 * A field of an object; undefined for everything else, inherited or not.
 *
 * @public
 */
export function fieldOf(value: unknown, name: string): unknown {
  const fields = asFields(value);
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/**
 * A field further down.
 *
 * @public
 */
export function pathOf(value: unknown, ...names: string[]): unknown {
  return names.reduce(fieldOf, value);
}

/**
 * Empty when the value is not an array.
 *
 * @public
 */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Text; a number counts as text, because files written by hand forget the
 * quotes around hashes and generations. Empty otherwise.
 *
 * @public
 */
export function asText(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return String(value);
  }
  return typeof value === 'string' ? value : '';
}

/**
 * Undefined when the value is not a whole number.
 *
 * @public
 */
export function asInteger(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? value
    : undefined;
}

/**
 * A count: a whole number from zero on; zero when it is anything else.
 *
 * @public
 */
export function asCount(value: unknown): number {
  return Math.max(asInteger(value) ?? 0, 0);
}

/**
 * The texts of a list, without what is no text or empty.
 *
 * @public
 */
export function asTexts(value: unknown): string[] {
  return asList(value)
    .map(asText)
    .filter(text => text !== '');
}

/**
 * A map of texts, such as labels, sorted by key.
 *
 * @public
 */
export function asTextMap(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asFields(value) ?? {})
      .filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      )
      .sort(([a], [b]) => compareTexts(a, b)),
  );
}

/**
 * Sorts texts by code unit: the same on every machine, whatever its locale.
 *
 * @public
 */
export function compareTexts(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
