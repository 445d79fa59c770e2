/**
 * Numbers and durations as Go's standard library reads them, because that is
 * what the controllers do with the same text.
 */

/**
 * `strconv.ParseInt(text, 10, bits)`; null where it answers an error.
 *
 * @public
 */
export function parseGoInteger(text: string, bits: 32 | 64): number | null {
  if (!/^[+-]?\d+$/.test(text)) {
    return null;
  }
  const value = BigInt(text.replace(/^\+/, ''));
  const limit = 2n ** BigInt(bits - 1);
  return value < -limit || value >= limit ? null : Number(value);
}

const NANOSECONDS: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;

/**
 * `time.ParseDuration(text)` in whole seconds, cut off towards zero; null
 * where it answers an error, which includes a number without a unit.
 *
 * @public
 */
export function parseGoDuration(text: string): number | null {
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[+-]/, '');
  if (body === '0') {
    return 0;
  }
  let nanoseconds = 0;
  let position = 0;
  while (position < body.length) {
    PART.lastIndex = position;
    const part = PART.exec(body);
    if (!part) {
      return null;
    }
    nanoseconds += Number(part[1]) * NANOSECONDS[part[2]];
    position = PART.lastIndex;
  }
  // Go keeps nanoseconds in 64 bits and refuses what does not fit.
  if (position === 0 || nanoseconds >= 2 ** 63) {
    return null;
  }
  const seconds = Math.trunc(nanoseconds / 1e9);
  return seconds === 0 ? 0 : sign * seconds;
}
