import { createRequire } from 'node:module';
import type { Json } from '../../types.mts';

// A bundle whose names Node cannot see.
const { make } = createRequire(import.meta.url)(
  'covertable',
) as typeof import('covertable');

/** The values of each option that are to be tried. */
export type Factors = Record<string, Json[]>;

/**
 * Rows in which every value of an option meets every value of every other one.
 * The same factors give the same rows.
 */
export function pairwise(factors: Factors): Array<Record<string, Json>> {
  const names = Object.keys(factors);
  if (names.length === 0) return [];
  if (names.length === 1) {
    return factors[names[0]!]!.map(value => ({ [names[0]!]: value }));
  }
  // Numbers stand for values, which may be objects.
  const numbers = names.map(name => factors[name]!.map((_, index) => index));
  return make(numbers).map(row =>
    Object.fromEntries(
      names.map((name, at) => [name, factors[name]![row[at]!]!]),
    ),
  );
}
