import { InputError } from '@backstage/errors';

/** @internal */
export const MAX_POINTS = 300;

const HOUR_MS = 3_600_000;
const MAX_RANGE_MS = 24 * HOUR_MS;
const DEFAULT_RANGE_MS = 2 * HOUR_MS;
const STEPS = [5, 15, 30, 60, 120, 300];

/**
 * When values are asked for: at whole steps of the clock, so that everybody
 * who asks within one step asks for the same.
 *
 * @internal
 */
export interface TimeRange {
  from: Date;
  to: Date;
  stepSeconds: number;
}

/**
 * @throws InputError when the times are no range of at most 24 hours.
 * @internal
 */
export function timeRange(
  asked: { from?: Date; to?: Date },
  now: Date,
): TimeRange {
  const end = Math.min(asked.to?.getTime() ?? Infinity, now.getTime());
  const start = asked.from?.getTime() ?? end - DEFAULT_RANGE_MS;
  const length = end - start;
  if (length <= 0) {
    throw new InputError('`from` must be before `to`, and in the past');
  }
  if (length > MAX_RANGE_MS) {
    throw new InputError('From `from` to `to` must be 24 hours at most');
  }
  const stepSeconds =
    STEPS.find(step => length / (step * 1000) <= MAX_POINTS - 2) ??
    STEPS[STEPS.length - 1];
  const step = stepSeconds * 1000;
  return {
    from: new Date(Math.floor(start / step) * step),
    to: new Date(Math.floor(end / step) * step),
    stepSeconds,
  };
}
