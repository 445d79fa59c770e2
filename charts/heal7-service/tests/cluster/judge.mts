import {
  Nudge,
  PATCH,
  startPrometheus,
  waitFor,
  type KubeClient,
  type KubeObject,
} from '../../../../tools/test-cluster/index.mts';
import { merge, type Helm } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import { CHART, LEAST } from '../values.mts';
import { applyTo } from './client.mts';
import { startServiceMetrics, type Behaviour } from './service-metrics.mts';

const NAMESPACE = 'judge';
const ROLLOUT = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/rollouts/heal7-web-main`;
const RUNS = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/analysisruns`;

const GOOD = { perSecond: 200, errorRatio: 0, seconds: 0.05 };

/** How a version does, and where its rollout ends. */
const VERDICTS: Array<[string, Omit<Behaviour, 'pod'> | undefined, string]> = [
  ['no traffic', undefined, 'Paused InconclusiveAnalysisRun'],
  [
    'too few requests, all of them failed',
    { ...GOOD, perSecond: 0.2, errorRatio: 1 },
    'Paused InconclusiveAnalysisRun',
  ],
  ['one error in ten', { ...GOOD, errorRatio: 0.1 }, 'Degraded'],
  ['slow answers', { ...GOOD, seconds: 0.8 }, 'Degraded'],
  ['good answers', GOOD, 'Healthy'],
];

/** The chart's verdicts, by the real controller and a real Prometheus. */
export async function checkJudge(
  helm: Helm,
  client: KubeClient,
  report: Report,
): Promise<void> {
  const metrics = await startServiceMetrics(NAMESPACE);
  const prometheus = await startPrometheus({ service: metrics.target });
  const deploy = (tag: string, address = prometheus.url) =>
    applyTo(
      client,
      NAMESPACE,
      helm.template(CHART, {
        namespace: NAMESPACE,
        values: merge(LEAST, {
          image: { tag },
          metrics: { prometheus: address },
          delivery: {
            canary: {
              // The test ends the pause, when there is something to judge.
              steps: [{ weight: 50, pause: '1h' }],
              analysis: { window: '1m', minRequests: 50 },
            },
          },
        }),
      }),
    );
  const until = (what: string, wanted: (rollout: KubeObject) => boolean) => {
    const nudge = new Nudge(client, ROLLOUT);
    return waitFor(what, async () => {
      const rollout = await client.get(ROLLOUT);
      const { observedGeneration, phase, message } = rollout.status ?? {};
      const seen =
        Number(observedGeneration) >= (rollout.metadata.generation ?? 0);
      if (seen && wanted(rollout)) return rollout;
      await nudge.see(rollout);
      throw new Error(`${phase} ${message ?? ''}`);
    });
  };
  const atPause = (rollout: KubeObject) =>
    rollout.status.pauseConditions?.[0]?.reason === 'CanaryPauseStep';
  const endPause = () =>
    client.patch(
      `${ROLLOUT}/status`,
      { status: { pauseConditions: null } },
      PATCH.merge,
    );

  try {
    await deploy('1.0.0');
    await until('1.0.0 is healthy', r => r.status.phase === 'Healthy');

    for (const [i, [what, behaviour, end]] of VERDICTS.entries()) {
      await deploy(`1.${i + 1}.0`);
      const paused = await until(`${what}: the pause`, atPause);
      const pod = `heal7-web-main-${paused.status.currentPodHash}-x`;
      if (behaviour) {
        metrics.serve({ ...behaviour, pod });
        const least = Math.min(behaviour.perSecond * 3, 100);
        await waitFor(`${what}: requests`, async () =>
          Number(
            await prometheus.query(
              `sum(increase(http_requests_total{pod="${pod}"}[1m]))`,
            ),
          ) >= least
            ? true
            : undefined,
        );
      }
      await endPause();
      const ended = await until(`${what}: ${end}`, r => outcome(r) === end);
      report.same(`${what}: ${end}`, outcome(ended), end);
    }

    await deploy('2.0.0', 'http://127.0.0.1:9');
    await until('no Prometheus: the pause', atPause);
    await endPause();
    await waitFor('no Prometheus: an error', async () => {
      const { items } = await client.get<{ items: KubeObject[] }>(RUNS);
      return items.some(({ status }) =>
        status?.metricResults?.some(
          (metric: KubeObject) =>
            metric.name === 'p95-seconds' && metric.consecutiveError > 0,
        ),
      )
        ? true
        : undefined;
    });
    const waiting = await client.get(ROLLOUT);
    report.same(
      'a Prometheus that does not answer neither passes nor aborts',
      [waiting.status.phase, waiting.status.abort ?? false],
      ['Progressing', false],
    );
  } finally {
    await prometheus.stop();
    await metrics.stop();
  }
  await client.delete(`/api/v1/namespaces/${NAMESPACE}`);
}

/** Where a rollout has come to rest. */
function outcome({ status }: KubeObject): string {
  const reason = status.pauseConditions?.[0]?.reason;
  return reason ? `${status.phase} ${reason}` : status.phase;
}
