const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** Seconds of a pause such as 30s, 10m or 1h; undefined when it is none. */
export function parsePause(pause: string): number | undefined {
  const match = /^([1-9][0-9]{0,3})([smh])$/.exec(pause);
  return match ? Number(match[1]) * SECONDS[match[2]] : undefined;
}

const UNITS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time as the reader's language writes it, such as 1 hr 5 min. */
export function formatSeconds(seconds: number, language: string): string {
  let rest = seconds;
  return UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    const format = new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
    });
    return count > 0 || (seconds === 0 && unit === 'minute')
      ? [format.format(count)]
      : [];
  }).join(' ');
}
