import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '@backstage/types';
import type {
  AttributeChange,
  PlannedValue,
} from '@heal7/backstage-plugin-provisioning-common';

/** Policies and scripts are texts of thousands of characters. */
const LONG = 2_000;
const BEGINNING = 200;

type Path = Array<string | number>;

/**
 * One side of a change as the engine writes it: the value, and beside it trees
 * of the same shape that say `true` where something is sensitive or unknown.
 */
export interface Side {
  value: unknown;
  sensitive: unknown;
  /** False throughout for what is there already. */
  unknown: unknown;
}

/** Whether a mark is set for everything below. */
const whole = (mark: unknown) => mark === true;

/** Whether a mark is set somewhere below. */
function anywhere(mark: unknown): boolean {
  return typeof mark === 'object' && mark !== null
    ? Object.values(mark).some(anywhere)
    : whole(mark);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: unknown) => value === null || value === undefined;

function childOf(tree: unknown, key: string | number): unknown {
  if (whole(tree)) {
    return true;
  }
  return typeof tree === 'object' && tree !== null && Object.hasOwn(tree, key)
    ? (tree as Record<string | number, unknown>)[key]
    : undefined;
}

const descend = (side: Side, key: string | number): Side => ({
  value: childOf(side.value, key),
  sensitive: childOf(side.sensitive, key),
  unknown: childOf(side.unknown, key),
});

function plannedValue(side: Side, isSecret: boolean): PlannedValue {
  const { value } = side;
  if (whole(side.unknown)) {
    return { kind: 'unknown' };
  }
  if (isNothing(value)) {
    return { kind: 'absent' };
  }
  if (isSecret) {
    return { kind: 'sensitive' };
  }
  if (typeof value === 'string' && value.length > LONG) {
    return {
      kind: 'long',
      beginning: value.slice(0, BEGINNING),
      characters: value.length,
    };
  }
  return { kind: 'known', value: value as JsonValue };
}

function isSame(before: Side, after: Side): boolean {
  return (
    !anywhere(after.unknown) &&
    isDeepStrictEqual(before.value ?? null, after.value ?? null)
  );
}

/**
 * How both sides of a change are shown. What is sensitive on one side was, or
 * will be, a secret on the other.
 */
export function plannedValues(
  before: Side,
  after: Side,
): { before: PlannedValue; after: PlannedValue } {
  const isSecret = anywhere(before.sensitive) || anywhere(after.sensitive);
  return {
    before: plannedValue(before, isSecret),
    after: plannedValue(after, isSecret),
  };
}

/** Keys to look into; none where the two sides are to be shown whole. */
function keysOf(before: Side, after: Side): Array<string | number> {
  const sides = [before, after].filter(
    side => !isNothing(side.value) || anywhere(side.unknown),
  );
  if (sides.some(side => whole(side.sensitive) || whole(side.unknown))) {
    return [];
  }
  // Where all of it is unknown there is no value, only the tree of marks.
  const shapes = sides.map(side =>
    isNothing(side.value) ? side.unknown : side.value,
  );
  if (shapes.length > 0 && shapes.every(isRecord)) {
    // What is unknown is not among the values, only among the marks.
    const marks = sides.map(({ unknown }) => unknown).filter(isRecord);
    return [
      ...new Set([...shapes, ...marks].flatMap(shape => Object.keys(shape))),
    ];
  }
  const lists = shapes.filter(Array.isArray);
  const ofRecords = lists.some(list => list.some(isRecord));
  if (lists.length === shapes.length && ofRecords) {
    return [...Array(Math.max(...lists.map(list => list.length))).keys()];
  }
  return [];
}

export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') {
      return `${text}[${part}]`;
    }
    if (!/^[\w-]+$/.test(part)) {
      return `${text}[${JSON.stringify(part)}]`;
    }
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/**
 * What differs between two sides of a change, leaf by leaf; lists of plain
 * values are one leaf.
 *
 * @param replacePaths - of the changes for which a resource is replaced
 */
export function attributeChanges(
  before: Side,
  after: Side,
  replacePaths: Path[] = [],
): AttributeChange[] {
  const found: AttributeChange[] = [];
  const forces = (path: Path) =>
    replacePaths.some(
      // One of the two leads to the other.
      wanted =>
        wanted.every((part, at) => at >= path.length || part === path[at]),
    );
  const visit = (path: Path, one: Side, other: Side) => {
    if (isSame(one, other)) {
      return;
    }
    const keys = keysOf(one, other);
    if (keys.length > 0) {
      keys.forEach(key =>
        visit([...path, key], descend(one, key), descend(other, key)),
      );
      return;
    }
    found.push({
      path: formatPath(path),
      ...plannedValues(one, other),
      forcesReplacement: forces(path),
    });
  };
  visit([], before, after);
  return found;
}
