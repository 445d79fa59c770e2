/**
 * Whole seconds until a time, never negative; null when the time is unreadable.
 *
 * @param now - milliseconds since the epoch, by the server's clock.
 * @internal
 */
export function secondsUntil(time: string, now: number): number | null {
  const at = Date.parse(time);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

/** `4:05`, `1:02:03`: the same in every language. @internal */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

const UNITS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/**
 * A length of time in the reader's language, in its two largest units.
 *
 * @param width - `long` where it is read aloud, `short` where space is scarce.
 * @internal
 */
export function formatDuration(
  seconds: number,
  language: string,
  width: 'short' | 'long' = 'short',
): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || (unit === 'second' && parts.length === 0)) {
      parts.push(
        new Intl.NumberFormat(language, {
          style: 'unit',
          unit,
          unitDisplay: width,
        }).format(count),
      );
    }
  }
  return parts.slice(0, 2).join(' ');
}

/** How long ago, e.g. `3 minutes ago`; empty when the time is unreadable. @internal */
export function formatAgo(time: string, now: number, language: string): string {
  const at = Date.parse(time);
  if (Number.isNaN(at)) {
    return '';
  }
  const seconds = Math.round((at - now) / 1000);
  const [unit, size] =
    UNITS.find(([, s]) => Math.abs(seconds) >= s) ?? UNITS[UNITS.length - 1];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    Math.trunc(seconds / size),
    unit,
  );
}

/** A moment in the reader's language and zone, with the date if not today's. @internal */
export function formatMoment(
  time: string,
  now: number,
  language: string,
): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) {
    return time;
  }
  const today = at.toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language, {
    ...(today ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    second: today ? '2-digit' : undefined,
    hourCycle: 'h23',
  }).format(at);
}
