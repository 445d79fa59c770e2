import { kubeTime } from '../clock/clock.mts';
import type {
  AnalysisPhase,
  AnalysisRun,
  Measurement,
  Metric,
  MetricResult,
} from './analysisTypes.mts';
import { durationSeconds } from './rollout/types.mts';

/**
 * What the metrics backend of the demo would answer: the n-th value of a
 * metric, and whether the version under judgement is a bad one.
 */
export interface MetricReading {
  run: AnalysisRun;
  metric: Metric;
  /** Zero-based number of the measurement. */
  index: number;
  faulty: boolean;
}

const KEPT_MEASUREMENTS = 10;
const DEFAULT_INTERVAL_SECONDS = 10;

/**
 * A believable error ratio, well below or well above 1 %.
 *
 * @param wobble - from 0 to 9, so that not all are the same
 */
export const errorRatio = (faulty: boolean, wobble: number): number =>
  faulty ? 0.034 + wobble * 0.0017 : 0.0012 + wobble * 0.0003;

/** What an analysis measures. */
export function readMetric({ run, index, faulty }: MetricReading): number {
  return errorRatio(faulty, (run.metadata.name.length * 13 + index * 7) % 10);
}

/** Compares `result[0] <op> <number>`, the form all our templates use. */
export function meetsCondition(condition: string, value: number): boolean {
  const match = /result\[0\]\s*(<=|>=|<|>)\s*([\d.]+)/.exec(condition);
  if (!match) {
    return true;
  }
  const limit = Number(match[2]);
  switch (match[1]) {
    case '<=':
      return value <= limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    default:
      return value > limit;
  }
}

function judge(metric: Metric, value: number): AnalysisPhase {
  if (
    metric.failureCondition &&
    meetsCondition(metric.failureCondition, value)
  ) {
    return 'Failed';
  }
  if (metric.successCondition) {
    if (meetsCondition(metric.successCondition, value)) {
      return 'Successful';
    }
    return metric.failureCondition ? 'Inconclusive' : 'Failed';
  }
  return 'Successful';
}

/** When the next measurement of a metric is due, in milliseconds. */
function dueAt(
  metric: Metric,
  result: MetricResult,
  startedAt: number,
): number {
  const last = result.measurements.at(-1);
  if (last) {
    const interval = durationSeconds(
      metric.interval ?? DEFAULT_INTERVAL_SECONDS,
    );
    return Date.parse(last.finishedAt) + interval * 1000;
  }
  return startedAt + durationSeconds(metric.initialDelay ?? 2) * 1000;
}

function assess(metric: Metric, result: MetricResult): MetricResult {
  const { failed = 0, inconclusive = 0, count = 0 } = result;
  const failureLimit = metric.failureLimit ?? 0;
  const inconclusiveLimit = metric.inconclusiveLimit ?? 0;
  if (failed > failureLimit) {
    const why = `failed (${failed}) > failureLimit (${failureLimit})`;
    const message = `Metric assessed Failed due to ${why}`;
    return { ...result, phase: 'Failed', message };
  }
  if (inconclusive > inconclusiveLimit) {
    const why = `inconclusive (${inconclusive}) > inconclusiveLimit (${inconclusiveLimit})`;
    const message = `Metric assessed Inconclusive due to ${why}`;
    return { ...result, phase: 'Inconclusive', message };
  }
  const wanted = metric.count ?? (metric.interval ? Infinity : 1);
  return count >= wanted ? { ...result, phase: 'Successful' } : result;
}

function measure(
  run: AnalysisRun,
  metric: Metric,
  before: MetricResult,
  faulty: boolean,
  now: number,
): MetricResult {
  const startedAt = Date.parse(run.status?.startedAt ?? kubeTime(now));
  if (before.phase !== 'Running' || dueAt(metric, before, startedAt) > now) {
    return before;
  }
  const index = before.count ?? 0;
  const value = readMetric({ run, metric, index, faulty });
  const phase = judge(metric, value);
  const time = kubeTime(now);
  const measurement: Measurement = {
    phase,
    value: `[${Number(value.toFixed(6))}]`,
    startedAt: time,
    finishedAt: time,
  };
  const counted = { ...before, count: index + 1 };
  if (phase === 'Successful') {
    counted.successful = (before.successful ?? 0) + 1;
    counted.consecutiveSuccess = (before.consecutiveSuccess ?? 0) + 1;
  } else {
    delete counted.consecutiveSuccess;
    const field = phase === 'Failed' ? 'failed' : 'inconclusive';
    counted[field] = (before[field] ?? 0) + 1;
  }
  counted.measurements = [...before.measurements, measurement].slice(
    -KEPT_MEASUREMENTS,
  );
  return assess(metric, counted);
}

function newResult(metric: Metric): MetricResult {
  const query = metric.provider.prometheus?.query;
  return {
    name: metric.name,
    phase: 'Running',
    measurements: [],
    ...(query ? { metadata: { ResolvedPrometheusQuery: query } } : {}),
  };
}

const BY_WORST: AnalysisPhase[] = ['Failed', 'Error', 'Inconclusive'];

function verdict(results: MetricResult[]): [AnalysisPhase, string | undefined] {
  for (const phase of BY_WORST) {
    const worst = results.find(result => result.phase === phase);
    if (worst) {
      const why = worst.message?.replace(/^Metric assessed \S+ due to /, '');
      return [phase, `Metric "${worst.name}" assessed ${phase} due to ${why}`];
    }
  }
  const done = results.every(({ phase }) => phase === 'Successful');
  return [done ? 'Successful' : 'Running', undefined];
}

function summarise(results: MetricResult[]): Record<string, number> {
  const count = (phase: AnalysisPhase) =>
    results.filter(result => result.phase === phase).length;
  const summary = {
    count: results.length,
    successful: count('Successful'),
    failed: count('Failed'),
    inconclusive: count('Inconclusive'),
  };
  return Object.fromEntries(
    Object.entries(summary).filter(([, value]) => value > 0),
  );
}

/** What the controller of analysis runs has made of a run by now. */
export function advanceRun(
  run: AnalysisRun,
  faulty: boolean,
  now: number,
): AnalysisRun {
  const before = run.status;
  const time = kubeTime(now);
  const startedAt = before?.startedAt ?? time;
  const started = {
    ...run,
    status: { ...before, phase: 'Running', startedAt },
  };
  const known = before?.metricResults ?? run.spec.metrics.map(newResult);
  const results = run.spec.metrics.map((metric, index) =>
    measure(started as AnalysisRun, metric, known[index], faulty, now),
  );
  let [phase, message] = verdict(results);
  let metricResults = results;
  if (phase === 'Running' && run.spec.terminate) {
    phase = 'Successful';
    message = 'Run Terminated';
    metricResults = results.map(result =>
      result.phase === 'Running' ? { ...result, phase: 'Successful' } : result,
    );
  }
  const running = phase === 'Running';
  return {
    ...run,
    status: {
      phase,
      ...(message ? { message } : {}),
      startedAt,
      ...(running ? {} : { completedAt: time }),
      metricResults,
      runSummary: summarise(metricResults),
      dryRunSummary: {},
    },
  };
}
