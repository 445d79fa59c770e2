import type { DeploymentRole } from '../state/DeploymentRevision';

/**
 * `GET /v1/entities/:kind/:namespace/:name/metrics`, with the fields of
 * `DeploymentTargetRef`, and `from` and `to` as ISO 8601, in the query. Asks
 * the cluster's metrics source, never the cluster.
 *
 * @public
 */
export interface TargetMetrics {
  from: string;
  to: string;
  stepSeconds: number;
  charts: MetricChart[];
  /** Why there is nothing; null when there is. */
  unavailable: MetricsUnavailable | null;
}

/**
 * One metric of all revisions that get traffic.
 *
 * @public
 */
export interface MetricChart {
  /** E.g. `error-rate`, `latency-p95`, `request-rate`; from the config. */
  id: string;
  title: string;
  unit: 'percent' | 'milliseconds' | 'per-second' | 'count';
  /** The value that must not be crossed; null when there is none. */
  limit: { value: number; bad: 'above' | 'below' } | null;
  series: MetricChartSeries[];
  /** Why this one could not be asked for; empty when it could. */
  problem: string;
}

/** @public */
export interface MetricChartSeries {
  role: DeploymentRole;
  hash: string;
  /** Epoch milliseconds, and the value; null where there was no number. */
  points: [number, number | null][];
}

/**
 * - `not-configured`: the cluster has no metrics source;
 * - `unreachable`: it did not answer.
 *
 * @public
 */
export interface MetricsUnavailable {
  code: 'not-configured' | 'unreachable';
  message: string;
}
