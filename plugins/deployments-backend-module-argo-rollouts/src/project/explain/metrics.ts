import type {
  DeploymentAnalysis,
  DeploymentExplanation,
  DeploymentMetric,
} from '@heal7/backstage-plugin-deployments-common';
import { asSentence, shorten } from '@heal7/backstage-plugin-deployments-node';
import type { RolloutData } from '../../rollout/RolloutData';
import { inWords, limitIn, valueInWords } from './condition';

/** The runs that the status names: those that decide about the rollout now. */
function decidingRuns(
  data: RolloutData,
  analysis: DeploymentAnalysis[],
): DeploymentAnalysis[] {
  const named = data.status?.runs ?? [];
  return named.flatMap(
    run => analysis.find(({ name }) => name === run.name) ?? [],
  );
}

const lastOf = (metric: DeploymentMetric | undefined, phase: string) =>
  metric?.measurements.findLast(measurement => measurement.phase === phase);

function valuesOf(
  run: DeploymentAnalysis,
  metric: DeploymentMetric | undefined,
  value: string,
  said: string,
): Record<string, string> {
  const condition = metric?.successCondition || metric?.failureCondition || '';
  return {
    metric: metric?.name ?? '',
    value,
    condition,
    limit: limitIn(condition)?.limit ?? '',
    message: shorten(said),
    analysis: run.name,
  };
}

function failed(
  run: DeploymentAnalysis,
  metric: DeploymentMetric | undefined,
): DeploymentExplanation {
  const value = valueInWords(lastOf(metric, 'Failed')?.value ?? '');
  const values = valuesOf(run, metric, value, run.message);
  if (!metric) {
    return {
      code: 'metric-failed',
      message: `Analysis ${run.name} failed${
        run.message ? `: ${asSentence(values.message)}` : '.'
      }`,
      values,
      severity: 'problem',
    };
  }
  const good = metric.successCondition
    ? `, and ${inWords(metric.successCondition)} is good`
    : metric.failureCondition &&
      `, and ${inWords(metric.failureCondition)} is bad`;
  const bad = `${metric.failed} bad value${metric.failed === 1 ? '' : 's'}`;
  return {
    code: 'metric-failed',
    message: `Metric "${metric.name}" failed: ${
      value ? `it was ${value}` : 'its value was bad'
    }${good}; ${bad} where ${metric.failureLimit ?? 0} may be.`,
    values,
    severity: 'problem',
  };
}

function inconclusive(
  run: DeploymentAnalysis,
  metric: DeploymentMetric | undefined,
): DeploymentExplanation {
  const value = valueInWords(lastOf(metric, 'Inconclusive')?.value ?? '');
  const rules = [
    metric?.successCondition && `good is ${inWords(metric.successCondition)}`,
    metric?.failureCondition && `bad is ${inWords(metric.failureCondition)}`,
  ].filter(rule => rule);
  const what = value
    ? `${value} is neither good nor bad${
        rules.length > 0 ? ` (${rules.join(', ')})` : ''
      }`
    : 'there was nothing to measure, so perhaps too few requests';
  return {
    code: 'metric-inconclusive',
    message: metric
      ? `Metric "${metric.name}" does not decide: ${what}. Promote or abort.`
      : `Analysis ${run.name} does not decide. Promote or abort.`,
    values: valuesOf(run, metric, value, run.message),
    severity: 'person',
  };
}

function errored(
  run: DeploymentAnalysis,
  metric: DeploymentMetric | undefined,
): DeploymentExplanation {
  const said =
    lastOf(metric, 'Error')?.message || metric?.message || run.message;
  const values = valuesOf(run, metric, '', said);
  const what = metric
    ? `Metric "${metric.name}" cannot be measured`
    : `Analysis ${run.name} cannot run`;
  const source = metric?.provider ? ` with ${metric.provider}` : '';
  return {
    code: 'metric-error',
    message: `${what}${source}${
      said ? `: ${asSentence(values.message)}` : '.'
    }`,
    values,
    severity: 'problem',
  };
}

const VERDICTS = [
  { phase: 'Failed', explain: failed },
  { phase: 'Inconclusive', explain: inconclusive },
  { phase: 'Error', explain: errored },
];

/**
 * The first metric because of which an analysis did not end well; null when
 * all do. Metrics on trial (`dryRun`) decide nothing.
 */
export function explainVerdict(
  data: RolloutData,
  analysis: DeploymentAnalysis[],
): DeploymentExplanation | null {
  const runs = decidingRuns(data, analysis);
  for (const { phase, explain } of VERDICTS) {
    const run = runs.find(candidate => candidate.phase === phase);
    if (run) {
      return explain(
        run,
        run.metrics.find(metric => metric.phase === phase && !metric.dryRun),
      );
    }
  }
  return null;
}

/** What an analysis that holds the rollout up still measures. */
export function explainMeasuring(
  data: RolloutData,
  analysis: DeploymentAnalysis[],
): DeploymentExplanation | null {
  const run = decidingRuns(data, analysis).find(
    ({ phase, trigger }) =>
      // One in the background runs beside the steps.
      trigger !== 'background' && ['Running', 'Pending', ''].includes(phase),
  );
  if (!run) {
    return null;
  }
  const metric = run.metrics.find(({ phase }) =>
    ['Running', 'Pending'].includes(phase),
  );
  const taken = metric?.measurements.length ?? 0;
  const progress = metric?.count ? ` (${taken} of ${metric.count} values)` : '';
  return {
    code: 'analysis-running',
    message: metric
      ? `Measuring "${metric.name}"${progress}.`
      : `Analysis ${run.name} is running.`,
    values: { metric: metric?.name ?? run.name, analysis: run.name },
    severity: 'wait',
  };
}
