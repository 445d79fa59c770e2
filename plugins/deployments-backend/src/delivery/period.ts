const DAY_MS = 86_400_000;

/**
 * The last so many days in UTC, today among them. Times are milliseconds
 * since the epoch.
 *
 * @internal
 */
export interface Period {
  /** Midnight, inclusive. */
  from: number;
  /** Now, exclusive. */
  to: number;
  /** `2026-11-23` for each day, oldest first. */
  days: string[];
}

/** Day in UTC of a time. @internal */
export const dayOf = (time: number): string =>
  new Date(time).toISOString().slice(0, 10);

/** @internal */
export function lastDays(count: number, now: Date): Period {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const from = today - (count - 1) * DAY_MS;
  return {
    from,
    to: now.getTime(),
    days: Array.from({ length: count }, (_, index) =>
      dayOf(from + index * DAY_MS),
    ),
  };
}
