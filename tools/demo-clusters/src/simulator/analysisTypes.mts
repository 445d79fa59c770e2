import type { KubeObject } from '../kubeObject.mts';

/** Verdict of a measurement, a metric or a run. */
export type AnalysisPhase =
  | 'Pending'
  | 'Running'
  | 'Successful'
  | 'Failed'
  | 'Inconclusive'
  | 'Error';

/** A metric of an AnalysisTemplate; conditions are compared by the simulator. */
export interface Metric {
  name: string;
  /** Go duration between measurements; absent for a single one. */
  interval?: string;
  initialDelay?: string;
  count?: number;
  successCondition?: string;
  failureCondition?: string;
  failureLimit?: number;
  inconclusiveLimit?: number;
  provider: { prometheus?: { address?: string; query: string } };
}

export interface AnalysisTemplate extends KubeObject {
  spec: { args?: { name: string; value?: string }[]; metrics: Metric[] };
}

export interface Measurement {
  phase: AnalysisPhase;
  value?: string;
  message?: string;
  startedAt: string;
  finishedAt: string;
}

export interface MetricResult {
  name: string;
  phase: AnalysisPhase;
  message?: string;
  count?: number;
  successful?: number;
  failed?: number;
  inconclusive?: number;
  error?: number;
  consecutiveSuccess?: number;
  measurements: Measurement[];
  metadata?: Record<string, string>;
}

export interface AnalysisRun extends KubeObject {
  spec: {
    metrics: Metric[];
    args?: { name: string; value?: string }[];
    terminate?: boolean;
  };
  status?: {
    phase: AnalysisPhase;
    message?: string;
    startedAt?: string;
    completedAt?: string;
    metricResults?: MetricResult[];
    runSummary?: Record<string, number>;
    dryRunSummary?: Record<string, number>;
  };
}

/** True for a run that will not change any more. */
export function isCompleted(run: AnalysisRun): boolean {
  const phase = run.status?.phase ?? 'Pending';
  return phase !== 'Pending' && phase !== 'Running';
}
