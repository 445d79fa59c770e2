import type {
  DeploymentAnalysis,
  DeploymentMeasurement,
  DeploymentMetric,
} from '@heal7/backstage-plugin-deployments-common';
import type { CanaryData, CanaryMetric } from '../canary/CanaryData';
import { phaseOf } from '../canary/phases';
import { holding, toldOf } from './story';
import type { Story, Told } from './story';

/** The word for the whole analysis in each phase in which there is one. */
const PHASES = new Map([
  ['Waiting', 'Pending'],
  ['Progressing', 'Running'],
  ['WaitingPromotion', 'Running'],
  ['Promoting', 'Successful'],
  ['Finalising', 'Successful'],
  ['Succeeded', 'Successful'],
  ['Failed', 'Failed'],
]);

function conditionOf({ min, max }: CanaryMetric): string {
  const parts = [
    ...(min === null ? [] : [`value >= ${min}`]),
    ...(max === null ? [] : [`value <= ${max}`]),
  ];
  return parts.join(' && ');
}

const measured = (
  told: Told,
  value: string,
  phase: string,
): DeploymentMeasurement => ({
  value,
  phase,
  message: told.text,
  startedAt: null,
  finishedAt: told.at,
});

/** Flagger tells of what fails; of what passes it says nothing. */
function metricOf(
  data: CanaryData,
  metric: CanaryMetric,
  story: Story,
): DeploymentMetric {
  const analysis = data.spec.analysis!;
  const named = (one: Told) =>
    'metric' in one.saying && one.saying.metric === metric.name;
  const failed = toldOf(story, 'metric-failed').filter(named);
  const errors = toldOf(story, 'metric-error').filter(named);
  const latest = holding(story);
  const holds = latest !== null && named(latest);
  const whole = PHASES.get(phaseOf(data)) ?? 'Pending';
  // While it fails, or when it was the last to fail of a run that did.
  const word = latest?.saying.says === 'metric-error' ? 'Error' : 'Failed';
  const phase = holds && whole !== 'Successful' ? word : whole;
  const count = (told: Told[]) => told.reduce((sum, one) => sum + one.count, 0);
  return {
    name: metric.name,
    // Of a run that failed by something else nothing is known.
    phase: phase === 'Failed' && !holds ? 'Unknown' : phase,
    message: holds ? latest.text : '',
    provider: metric.provider,
    successCondition: conditionOf(metric),
    failureCondition: '',
    // Of all checks together: the one that reaches it ends the run.
    failureLimit: analysis.threshold - 1,
    inconclusiveLimit: null,
    count: null,
    intervalSeconds: analysis.intervalSeconds,
    dryRun: false,
    successful: 0,
    failed: count(failed),
    inconclusive: 0,
    errors: count(errors),
    measurements: [
      ...failed.map(one => measured(one, one.saying.value, 'Failed')),
      ...errors.map(one => measured(one, '', 'Error')),
    ].sort(
      (a, b) =>
        Date.parse(a.finishedAt ?? '') - Date.parse(b.finishedAt ?? '') || 0,
    ),
  };
}

/**
 * The analysis of the run of now, or of the last one. There is no object for
 * it: its limits are in the spec, the number of failed checks is in the
 * status, and single values are in events, of the checks that failed. So
 * `successful` stays zero, and there are no measurements of what passed.
 *
 * @param revisionHash - of the revision that is judged.
 */
export function analysisOf(
  name: string,
  data: CanaryData,
  story: Story,
  revisionHash: string,
): DeploymentAnalysis[] {
  const { analysis, skipsAnalysis } = data.spec;
  const phase = PHASES.get(phaseOf(data));
  if (!analysis || skipsAnalysis || !phase || analysis.metrics.length === 0) {
    return [];
  }
  const checks = data.status?.failedChecks ?? 0;
  return [
    {
      name,
      phase,
      message:
        checks > 0
          ? `${checks} of ${analysis.threshold} failed checks that end the rollout.`
          : '',
      trigger: 'background',
      revisionHash,
      stepIndex: null,
      startedAt: story.beganAt,
      finishedAt: phase === 'Running' ? null : data.status?.phaseSince ?? null,
      metrics: analysis.metrics.map(metric => metricOf(data, metric, story)),
    },
  ];
}
