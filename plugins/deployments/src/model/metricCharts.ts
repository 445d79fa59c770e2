import type {
  DeploymentAnalysis,
  DeploymentMetric,
  MetricChart,
  MetricChartSeries,
} from '@heal7/backstage-plugin-deployments-common';
import { conditionLimits, measuredNumber } from './sparkline';

/** What a unit is called says nothing about what is measured. */
const UNITS = /^(rate|ratio|percent|percentage|seconds|milliseconds|ms)$/;
/** A percentile is one of a latency, said or not. */
const IMPLIED = /^(latency|duration)$/;
/** By how much a chart's unit can differ from that of an analysis. */
const FACTORS = [1, 100, 1000];
const GOOD = ['Successful', 'Running', 'Pending'];

function subjectOf(name: string): string {
  const words = name
    .toLocaleLowerCase('en-US')
    .split(/[^a-z0-9]+/)
    .filter(word => word && !UNITS.test(word));
  const telling = words.filter(word => !IMPLIED.test(word));
  return (telling.length > 0 ? telling : words).sort().join(' ');
}

/** Whether an analysis and a chart measure the same, by what they are called. */
function sameMetric(chart: Pick<MetricChart, 'id'>, name: string): boolean {
  const subject = subjectOf(chart.id);
  return subject !== '' && subject === subjectOf(name);
}

/**
 * What a measured value has to be multiplied by to fit into a chart: what
 * makes the one limit the other. Null when nothing does: values in units that
 * are only guessed would be a lie in a line.
 */
function factorBetween(
  chart: Pick<MetricChart, 'limit'>,
  metric: DeploymentMetric,
): number | null {
  const { limit } = chart;
  if (!limit) {
    return null;
  }
  const limits = conditionLimits(
    metric.failureCondition,
    metric.successCondition,
  );
  const near = (a: number, b: number) =>
    Math.abs(a - b) <= Math.abs(b) * Number.EPSILON * 8;
  return (
    FACTORS.find(factor =>
      limits.some(value => near(value * factor, limit.value)),
    ) ?? null
  );
}

/** A measurement, at its time and in the chart's unit. @internal */
export interface Measured {
  at: number;
  value: number;
  /** The engine's word for it. */
  phase: string;
  /** As the engine measured it. */
  said: string;
}

/** What an analysis has measured, oldest first, each time once. @internal */
export function measuredPoints(
  measurements: DeploymentMetric['measurements'],
  factor: number,
): Measured[] {
  const points = measurements.flatMap(measurement => {
    const number = measuredNumber(measurement.value);
    const at = Date.parse(
      measurement.finishedAt ?? measurement.startedAt ?? '',
    );
    return number === null || Number.isNaN(at)
      ? []
      : [
          {
            at,
            value: number * factor,
            phase: measurement.phase,
            said: measurement.value,
          },
        ];
  });
  return [...new Map(points.map(point => [point.at, point])).values()].sort(
    (a, b) => a.at - b.at,
  );
}

/** @internal */
export const isBad = ({ phase }: Pick<Measured, 'phase'>): boolean =>
  !GOOD.includes(phase);

/** A chart with what analyses have measured of the same. @internal */
export interface MetricChartView {
  chart: MetricChart;
  /** In the chart's unit; only within its time. */
  measured: MeasuredInRun[];
}

/** @internal */
export interface MeasuredInRun extends Measured {
  /** Which of the runs it belongs to. */
  run: number;
}

/**
 * The line through what was measured, broken between runs: nobody knows what
 * was in between.
 *
 * @internal
 */
export function measuredLine(
  measured: MeasuredInRun[],
): [number, number | null][] {
  return measured.flatMap(({ at, value, run }, index) => {
    const before = measured[index - 1];
    const gap: [number, null][] =
      before && before.run !== run ? [[(before.at + at) / 2, null]] : [];
    return [...gap, [at, value] as [number, number]];
  });
}

/** The revision whose line is judged: the one that is not stable. */
const judged = (series: MetricChartSeries[]) =>
  series.find(({ role }) => role === 'canary' || role === 'preview');

function nearestValue(series: MetricChartSeries | undefined, at: number) {
  let nearest: [number, number] | null = null;
  for (const [time, value] of series?.points ?? []) {
    if (
      value !== null &&
      (!nearest || Math.abs(time - at) < Math.abs(nearest[0] - at))
    ) {
      nearest = [time, value];
    }
  }
  return nearest?.[1] ?? null;
}

/**
 * Puts what analyses have measured on the charts of the same metric. Where it
 * is not known how their units go together, only bad measurements are put
 * there, on the line of the revision that they judged.
 *
 * @internal
 */
export function metricCharts(
  charts: MetricChart[],
  runs: Pick<DeploymentAnalysis, 'metrics' | 'revisionHash'>[],
): MetricChartView[] {
  return charts.map(chart => {
    const line = judged(chart.series);
    const times = chart.series.flatMap(({ points }) =>
      points.map(([at]) => at),
    );
    const from = times.reduce((a, b) => Math.min(a, b), Infinity);
    const to = times.reduce((a, b) => Math.max(a, b), -Infinity);
    const measured = runs
      .filter(
        ({ revisionHash }) =>
          !revisionHash ||
          chart.series.some(({ hash }) => hash === revisionHash),
      )
      .flatMap(({ metrics }, run) => metrics.map(metric => ({ metric, run })))
      .filter(({ metric }) => sameMetric(chart, metric.name))
      .flatMap(({ metric, run }) => {
        const factor = factorBetween(chart, metric);
        const points = measuredPoints(metric.measurements, factor ?? 1).map(
          point => ({ ...point, run }),
        );
        return factor === null
          ? points.filter(isBad).flatMap(point => {
              const value = nearestValue(line, point.at);
              return value === null ? [] : [{ ...point, value }];
            })
          : points;
      })
      .filter(({ at }) => at >= from && at <= to)
      .sort((a, b) => a.at - b.at);
    return { chart, measured };
  });
}
