/** A point: epoch milliseconds, and a value or none. @internal */
export type ChartPoint = [at: number, value: number | null];

/**
 * A line of a chart.
 *
 * @internal
 */
export interface ChartSeries {
  id: string;
  label: string;
  /** `calm` is what serves now, `new` what is being rolled out. */
  tone: 'calm' | 'new' | 'quiet';
  points: ChartPoint[];
  /** Holds each value until the next, as a weight does. */
  stepped?: boolean;
}

/** A point that stands out, such as a failed measurement. @internal */
export interface ChartMark {
  at: number;
  value: number;
  label: string;
}

/**
 * All series over one axis of times, as the canvas wants them. `undefined` is
 * where another series has a point and this one does not: a line goes on
 * there. `null` is a gap.
 *
 * @internal
 */
export function alignSeries(series: ChartPoint[][]): {
  times: number[];
  values: (number | null | undefined)[][];
} {
  const times = [
    ...new Set(series.flatMap(points => points.map(([at]) => at))),
  ].sort((a, b) => a - b);
  const values = series.map(points => {
    const byTime = new Map(points);
    return times.map(at => byTime.get(at));
  });
  return { times, values };
}

/** From when to when there is something; null when nothing. @internal */
export function timeRange(
  series: ChartPoint[][],
): { from: number; to: number } | null {
  const times = series.flatMap(points => points.map(([at]) => at));
  if (times.length === 0) {
    return null;
  }
  // A loop: a long series is too many arguments for Math.min.
  return times.reduce(
    ({ from, to }, at) => ({ from: Math.min(from, at), to: Math.max(to, at) }),
    { from: times[0], to: times[0] },
  );
}

/** What is shown of a chart, in epoch milliseconds. @internal */
export interface ChartWindow {
  from: number;
  to: number;
}

/** Less than this is never shown: points are seconds apart. */
const MIN_SPAN_MS = 10_000;

/**
 * Another view of a chart that shows `whole` in all: narrower or wider around
 * its middle, or moved by half of its width. Never beyond the whole.
 *
 * @internal
 */
export function moveWindow(
  shown: ChartWindow,
  whole: ChartWindow,
  how: 'in' | 'out' | 'earlier' | 'later',
): ChartWindow {
  const span = shown.to - shown.from;
  const wholeSpan = whole.to - whole.from;
  const factor = { in: 0.5, out: 2, earlier: 1, later: 1 }[how];
  const nextSpan = Math.min(Math.max(span * factor, MIN_SPAN_MS), wholeSpan);
  const shift = { in: 0, out: 0, earlier: -span / 2, later: span / 2 }[how];
  const middle = (shown.from + shown.to) / 2 + shift;
  const from = Math.min(
    Math.max(middle - nextSpan / 2, whole.from),
    whole.to - nextSpan,
  );
  return { from, to: from + nextSpan };
}
