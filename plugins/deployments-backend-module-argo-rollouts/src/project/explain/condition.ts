/** What a value has to be, as a condition says it. */
export interface Limit {
  /** `<=`, `<`, `>=`, `>` or `==`. */
  operator: string;
  limit: string;
}

const COMPARISON =
  /(?<!len\()\bresult(?:\[0\])?(?!\))\s*(<=|<|>=|>|==)\s*(-?\d+(?:\.\d+)?(?:e-?\d+)?)/g;

/**
 * The one number that a condition compares the value with; null when it
 * compares with none or several. Guards such as `len(result) > 0` do not
 * count.
 */
export function limitIn(condition: string): Limit | null {
  const found = [...condition.matchAll(COMPARISON)];
  return found.length === 1
    ? { operator: found[0][1], limit: found[0][2] }
    : null;
}

const WORDS = new Map([
  ['<=', 'at most'],
  ['<', 'less than'],
  ['>=', 'at least'],
  ['>', 'more than'],
  ['==', 'exactly'],
]);

/** `at most 0.05`, or the condition itself where it is not so simple. */
export function inWords(condition: string): string {
  const limit = limitIn(condition);
  return limit
    ? `${WORDS.get(limit.operator)} ${limit.limit}`
    : `what fulfils ${condition}`;
}

/**
 * A measured value for people: `[0.04999999999999998]` is `0.05`. Empty when
 * nothing was measured.
 */
export function valueInWords(value: string): string {
  const inner = /^\[([^,[\]]*)\]$/.exec(value.trim())?.[1] ?? value.trim();
  if (inner === '' || inner === 'NaN') {
    return '';
  }
  const number = Number(inner);
  return Number.isFinite(number)
    ? String(Number(number.toPrecision(4)))
    : inner;
}
