import type { DeploymentMeasurement } from '@heal7/backstage-plugin-deployments-common';

/**
 * Reads the number in a measured value. Providers return a bare number, a
 * list of one (`[0.997]`) or anything else, which is null.
 *
 * @internal
 */
export function measuredNumber(value: string): number | null {
  const match = /^\s*\[?\s*([-+]?\d*\.?\d+(?:e[-+]?\d+)?)\s*\]?\s*$/i.exec(
    value,
  );
  const number = match ? Number(match[1]) : NaN;
  return Number.isFinite(number) ? number : null;
}

/** Asks only whether there is a result to compare. */
const GUARD = /len\([^)]*\)\s*(?:<=|>=|<|>|==|!=)\s*\d+/g;

/**
 * The numbers that a condition such as `result[0] >= 0.95` compares with.
 *
 * @internal
 */
export function conditionLimits(...conditions: string[]): number[] {
  const limits = conditions.flatMap(condition =>
    [
      ...condition
        .replace(GUARD, '')
        .matchAll(/(?:<=|>=|<|>)\s*(-?\d*\.?\d+(?:e[-+]?\d+)?)/gi),
    ]
      .map(match => Number(match[1]))
      .filter(Number.isFinite),
  );
  return [...new Set(limits)];
}

/** @internal */
export interface SparklinePoint {
  x: number;
  y: number;
  value: number;
  /** The engine's word for this measurement. */
  phase: string;
}

/** @internal */
export interface Sparkline {
  points: SparklinePoint[];
  /** Vertical positions of the limits. */
  limits: { y: number; value: number }[];
}

/**
 * Places measurements and limits in a box of the given size; higher values
 * are higher up. Null when no measurement is a number.
 *
 * @internal
 */
export function sparkline(
  measurements: Pick<DeploymentMeasurement, 'value' | 'phase'>[],
  limits: number[],
  box: { width: number; height: number; padding: number },
): Sparkline | null {
  const measured = measurements.flatMap(({ value, phase }) => {
    const number = measuredNumber(value);
    return number === null ? [] : [{ value: number, phase }];
  });
  if (measured.length === 0) {
    return null;
  }
  const all = [...measured.map(m => m.value), ...limits];
  const low = Math.min(...all);
  const span = Math.max(...all) - low;
  const inner = box.height - 2 * box.padding;
  const yOf = (value: number) => {
    const share = span > 0 ? (value - low) / span : 0.5;
    return box.height - box.padding - share * inner;
  };
  const between = (box.width - 2 * box.padding) / (measured.length - 1 || 1);
  const start = measured.length === 1 ? box.width / 2 : box.padding;
  return {
    points: measured.map(({ value, phase }, index) => ({
      x: start + index * between,
      y: yOf(value),
      value,
      phase,
    })),
    limits: limits.map(value => ({ y: yOf(value), value })),
  };
}
