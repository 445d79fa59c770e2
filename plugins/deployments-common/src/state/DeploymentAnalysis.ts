/**
 * One value of a metric. Times are ISO 8601.
 *
 * @public
 */
export interface DeploymentMeasurement {
  /** As measured; a string because providers return anything. */
  value: string;
  /** The engine's word: `Successful`, `Failed`, `Inconclusive`, `Error`… */
  phase: string;
  message: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** @public */
export interface DeploymentMetric {
  name: string;
  /** The engine's word; `Pending` before the first measurement. */
  phase: string;
  message: string;
  /** E.g. `prometheus`; empty when unknown. */
  provider: string;
  /** The expression that makes a value good; empty when there is none. */
  successCondition: string;
  failureCondition: string;
  /** How many bad values are tolerated; null when the engine's default. */
  failureLimit: number | null;
  inconclusiveLimit: number | null;
  /** How many measurements are taken in all; null when until stopped. */
  count: number | null;
  /** Seconds between measurements; null when there is only one. */
  intervalSeconds: number | null;
  dryRun: boolean;
  successful: number;
  failed: number;
  inconclusive: number;
  errors: number;
  /** Oldest first; engines keep only the latest few. */
  measurements: DeploymentMeasurement[];
}

/**
 * A run of an analysis, with its verdict.
 *
 * @public
 */
export interface DeploymentAnalysis {
  name: string;
  /** The engine's word: `Running`, `Successful`, `Failed`… */
  phase: string;
  message: string;
  /** What made it run: `step`, `background`, `pre-promotion`… */
  trigger: string;
  /** Hash of the revision it judges; empty when unknown. */
  revisionHash: string;
  /** Step it belongs to; null when it runs in the background. */
  stepIndex: number | null;
  startedAt: string | null;
  finishedAt: string | null;
  metrics: DeploymentMetric[];
}
