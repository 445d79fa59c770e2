/**
 * Longest text that is kept of what a cluster says about one thing. It is
 * kept for every pod of every rollout, and the start says what it is about.
 */
const MAX_LENGTH = 400;

/**
 * A text on one line, cut where it gets too long to be kept.
 *
 * @public
 */
export function shorten(text: string, length: number = MAX_LENGTH): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) {
    return line;
  }
  // Whole characters: half of a surrogate pair is no valid text.
  return `${line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * Ends a text like a sentence, for texts that are put into a longer one.
 *
 * @public
 */
export function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
