import type { JsonObject, JsonValue } from '@backstage/types';
import { isSecretFlag, replaceSecrets, soundsSecret } from './secretText';

/** What is shown in place of a value. */
const SAME = '(masked)';
const OTHER = '(masked, differs)';

/** Holds a whole manifest as applied, values of env included. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Values of env shorter than this are too common to look for elsewhere. */
const SHORTEST_COPY = 8;

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Given a place and the secret there, says what to show. */
type Replace = (place: string, secret: string) => string;

const placeOf = (path: string[]): string => JSON.stringify(path);

/** Walks one template and replaces what is secret in it. */
class Masker {
  constructor(
    private readonly replace: Replace,
    private readonly copies: string[],
  ) {}

  value(value: JsonValue | undefined, path: string[]): JsonValue | undefined {
    if (Array.isArray(value)) {
      return this.list(value, path);
    }
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, field]) => [
          key,
          this.field(key, field, [...path, key]),
        ]),
      );
    }
    return typeof value === 'string' ? this.text(value, path) : value;
  }

  private field(key: string, value: JsonValue | undefined, path: string[]) {
    if (typeof value !== 'string') {
      return this.value(value, path);
    }
    return soundsSecret(key) || key === LAST_APPLIED
      ? this.replace(placeOf(path), value)
      : this.text(value, path);
  }

  private list(items: JsonValue[], path: string[]): JsonValue {
    const key = path[path.length - 1];
    const places = placesOf(items);
    return items.map((item, index) => {
      const at = [...path, places[index]];
      if ((key === 'env' || key === 'httpHeaders') && isObject(item)) {
        const { value, ...rest } = this.value(
          { ...item, value: undefined },
          at,
        ) as JsonObject;
        return item.value === undefined
          ? rest
          : {
              ...rest,
              value: this.replace(placeOf(at), String(item.value)),
            };
      }
      const before = items[index - 1];
      if (
        (key === 'args' || key === 'command') &&
        typeof item === 'string' &&
        typeof before === 'string' &&
        isSecretFlag(before)
      ) {
        return this.replace(placeOf(at), item);
      }
      return this.value(item, at);
    }) as JsonValue;
  }

  private text(text: string, path: string[]): string {
    let count = 0;
    const replace = (secret: string) => {
      count += 1;
      return this.replace(placeOf([...path, `#${count}`]), secret);
    };
    // Names and images say nothing new, and have to stay readable.
    const free = path.some(key =>
      ['annotations', 'args', 'command'].includes(key),
    );
    return replaceSecrets(text, free ? this.copies : [], replace);
  }
}

/** Items of a list by name, so that a moved one is still compared to itself. */
function placesOf(items: JsonValue[]): string[] {
  const seen = new Map<string, number>();
  return items.map((item, index) => {
    const name =
      isObject(item) && typeof item.name === 'string'
        ? item.name
        : String(index);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return `${name}[${count}]`;
  });
}

/** Values of env anywhere in a template, the longest first. */
function envValues(value: JsonValue | undefined, found: Set<string>): void {
  if (Array.isArray(value)) {
    value.forEach(item => envValues(item, found));
  } else if (isObject(value)) {
    for (const [key, field] of Object.entries(value)) {
      if (key === 'env' && Array.isArray(field)) {
        field
          .filter(isObject)
          .map(item => item.value)
          .filter(text => typeof text === 'string')
          .forEach(text => found.add(text));
      }
      envValues(field, found);
    }
  }
}

/**
 * Two pod templates with every value of `env` and of probe headers masked,
 * and whatever looks like a secret in annotations, arguments and other text.
 * Where a masked value of the second is not that of the first, it says so.
 *
 * @internal
 */
export function maskTemplates(
  current: JsonObject,
  target: JsonObject,
): { current: JsonObject; target: JsonObject; masked: number } {
  const values = new Set<string>();
  [current, target].forEach(template => envValues(template, values));
  const copies = [...values]
    .filter(text => text.length >= SHORTEST_COPY)
    .sort((a, b) => b.length - a.length);
  const before = new Map<string, string>();
  const after = new Set<string>();
  const run = (template: JsonObject, replace: Replace) =>
    new Masker(replace, copies).value(template, []) as JsonObject;
  const maskedCurrent = run(current, (place, secret) => {
    before.set(place, secret);
    return SAME;
  });
  const maskedTarget = run(target, (place, secret) => {
    after.add(place);
    return before.has(place) && before.get(place) !== secret ? OTHER : SAME;
  });
  return {
    current: maskedCurrent,
    target: maskedTarget,
    masked: new Set([...before.keys(), ...after]).size,
  };
}
