import type { CanaryStep } from './canary';
import { parsePause } from './pause';

/** A time at which the new version gets another share of the traffic. */
export interface CurvePoint {
  /** Seconds of pauses before it. */
  seconds: number;
  /** Times that a person has gone on before it. */
  persons: number;
  weight: number;
  /** Whether a person has to go on from here. */
  waits: boolean;
}

/** From the start to all of the traffic; the steps have to be sound. */
export function curveOf(steps: CanaryStep[]): CurvePoint[] {
  const points: CurvePoint[] = [];
  let seconds = 0;
  let persons = 0;
  for (const { weight, pause } of steps) {
    const waits = pause === undefined;
    points.push({ seconds, persons, weight, waits });
    seconds += waits ? 0 : parsePause(pause) ?? 0;
    persons += waits ? 1 : 0;
  }
  return [...points, { seconds, persons, weight: 100, waits: false }];
}

/** A stretch of the drawn curve; lengths are shares of the whole. */
export interface Stretch {
  from: number;
  to: number;
  weight: number;
  waits: boolean;
}

/** Share of the width that a person's wait takes, whose length nobody knows. */
const WAIT = 0.15;
/** Share of the width after all of the traffic has moved. */
const REST = 0.12;

/** Lays the curve out on a width of 1. */
export function layOut(points: CurvePoint[]): Stretch[] {
  const last = points[points.length - 1];
  const forTime = 1 - REST - WAIT * last.persons;
  // Many waits leave no room for time; all then shrink alike.
  const scale = forTime >= REST ? 1 : 1 / (2 * REST + WAIT * last.persons);
  const timed = Math.max(REST, forTime) * scale;
  const at = ({ seconds, persons }: CurvePoint) =>
    (last.seconds > 0 ? (timed * seconds) / last.seconds : 0) +
    WAIT * scale * persons;
  const end = last.seconds > 0 ? 1 : at(last) + REST * scale;
  return points.map((point, index) => ({
    from: at(point) / end,
    to: index + 1 < points.length ? at(points[index + 1]) / end : 1,
    weight: point.weight,
    waits: point.waits,
  }));
}
