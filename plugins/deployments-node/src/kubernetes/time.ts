import { compareTexts } from './json';

// RFC 3339, the form in which Kubernetes writes every time.
const RFC_3339 =
  /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * A time of a Kubernetes object in UTC, ISO 8601 without fractions when they
 * are zero; null when the value is not a time.
 *
 * @public
 */
export function asTime(value: unknown): string | null {
  if (typeof value !== 'string' || !RFC_3339.test(value)) {
    return null;
  }
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? null : formatTime(milliseconds);
}

/**
 * ISO 8601 in UTC, as Kubernetes writes it.
 *
 * @public
 */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

/**
 * A time some seconds later; null when that is beyond any calendar.
 *
 * @public
 */
export function addSeconds(time: string, seconds: number): string | null {
  const milliseconds = Date.parse(time) + seconds * 1000;
  return Math.abs(milliseconds) > 8.64e15 ? null : formatTime(milliseconds);
}

/**
 * Newest first; what has no time comes last.
 *
 * @public
 */
export function compareNewestFirst(a: string | null, b: string | null) {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return Date.parse(b) - Date.parse(a) || compareTexts(b, a);
}
