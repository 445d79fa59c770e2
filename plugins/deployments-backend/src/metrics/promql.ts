/**
 * Escapes a value for the inside of a double-quoted PromQL string, whose
 * escapes are those of Go.
 *
 * @internal
 */
export function escapeString(value: string): string {
  return (
    value
      // Half a character cannot be sent as UTF-8.
      .replace(/\p{Surrogate}/gu, '\uFFFD')
      .replace(/[\\"]/g, '\\$&')
      .replace(
        // eslint-disable-next-line no-control-regex
        /[\u0000-\u001f\u007f]/g,
        control => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
      )
  );
}

/**
 * Escapes a value for a regular expression of RE2, as Go's `QuoteMeta` does.
 *
 * @internal
 */
export const escapeRegex = (value: string): string =>
  value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
