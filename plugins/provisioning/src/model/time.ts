const UNITS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

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

/** A moment in the reader's language and zone. @internal */
export function formatMoment(time: string, language: string): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime())
    ? time
    : new Intl.DateTimeFormat(language, {
        dateStyle: 'medium',
        timeStyle: 'medium',
        hourCycle: 'h23',
      }).format(at);
}

/** A length of time in its two largest units. @internal */
export function formatDuration(seconds: number, language: string): string {
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
          unitDisplay: 'short',
        }).format(count),
      );
    }
  }
  return parts.slice(0, 2).join(' ');
}
