import assert from 'node:assert/strict';
import type { KubeObject } from '../src/api/kube-client.mts';
import { startExporter, type Exporter } from '../src/prometheus/exporter.mts';
import { startPrometheus, type Prometheus } from '../src/prometheus/server.mts';
import { waitFor } from '../src/wait.mts';
import { inPhase, Scenario, type ScenarioOptions } from './context.mts';

const SERVICE = 'heal7-saju-engine';
const ERROR_RATIO =
  'sum(rate(http_requests_total{code=~"5.."}[5s])) / sum(rate(http_requests_total[5s]))';

async function runs(scenario: Scenario): Promise<KubeObject[]> {
  const path = scenario.pathOf('argoproj.io/v1alpha1/NS/analysisruns');
  const { items } = await scenario.options.admin.get<{ items: KubeObject[] }>(
    path,
  );
  return items;
}

/** Sets the exporter's error ratio and waits until Prometheus reports it. */
async function setErrorRatio(
  ratio: number,
  exporter: Exporter,
  prometheus: Prometheus,
): Promise<void> {
  exporter.setErrorRatio(ratio);
  await waitFor('Prometheus to report the error ratio', async () => {
    const value = await prometheus.query(ERROR_RATIO);
    return value !== undefined && Math.abs(value - ratio) < 0.001
      ? value
      : undefined;
  });
}

async function steps(
  scenario: Scenario,
  exporter: Exporter,
  prometheus: Prometheus,
): Promise<void> {
  await setErrorRatio(0, exporter, prometheus);
  await scenario.apply('analysis', ({ kind, spec }) => {
    if (kind === 'Rollout') {
      const { args } = spec.strategy.canary.steps[1].analysis;
      args[1].value = prometheus.url;
    }
  });
  await scenario.until('first revision is healthy', inPhase('Healthy'));

  await scenario.deploy('heal7/saju-engine:5.1.0');
  await scenario.check('an analysis is measuring', async () => {
    await waitFor('two measurements', async () => {
      const [run] = await runs(scenario);
      const metrics: KubeObject[] = run?.status?.metricResults ?? [];
      return metrics.some(({ count }) => count >= 2) ? run : undefined;
    });
  });
  await scenario.capture('analysis-running');
  await scenario.until('the analysis lets it go on', inPhase('Paused', 2));
  await scenario.capture('analysis-successful');
  await scenario.actOnStatus({ pauseConditions: null });
  await scenario.until('promoted, it is healthy', inPhase('Healthy'));

  await setErrorRatio(0.03, exporter, prometheus);
  await scenario.deploy('heal7/saju-engine:5.2.0');
  const undecided = await scenario.until(
    'an inconclusive analysis asks a person',
    inPhase('Paused', 1),
  );
  await scenario.capture('analysis-inconclusive-paused');
  await scenario.check('the pause says so', () =>
    assert.equal(
      undecided.status.pauseConditions[0].reason,
      'InconclusiveAnalysisRun',
    ),
  );
  await scenario.actOnStatus({
    pauseConditions: null,
    controllerPause: false,
    currentStepIndex: 2,
  });
  await scenario.until('a person lets it go on', inPhase('Paused', 2));
  await scenario.actOnStatus({ promoteFull: true });
  await scenario.until('promoted fully, it is healthy', inPhase('Healthy'));

  await setErrorRatio(0.2, exporter, prometheus);
  await scenario.deploy('heal7/saju-engine:5.3.0');
  const degraded = await scenario.until(
    'a failing analysis aborts it',
    r => inPhase('Degraded')(r) && r.status.abort === true,
  );
  await scenario.capture('analysis-failed-aborted');
  await scenario.check('the metric is the reason', async () => {
    assert.match(degraded.status.message, /RolloutAborted.*error-ratio/);
    const phases = (await runs(scenario)).map(({ status }) => status.phase);
    assert.deepEqual(phases.sort(), ['Failed', 'Inconclusive', 'Successful']);
  });
}

/** A canary that a real Prometheus lets pass, then one that it stops. */
export async function analysis(options: ScenarioOptions): Promise<void> {
  const exporter = await startExporter();
  try {
    const prometheus = await startPrometheus({
      [SERVICE]: new URL(exporter.url).host,
    });
    try {
      await steps(new Scenario(SERVICE, options), exporter, prometheus);
    } finally {
      await prometheus.stop();
    }
  } finally {
    await exporter.stop();
  }
}
