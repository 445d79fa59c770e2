import {
  startFlagger,
  startLoadTester,
  startPrometheus,
  waitFor,
  type ClusterAccess,
  type KubeClient,
  type KubeObject,
} from '../../../../tools/test-cluster/index.mts';
import { merge, type Helm, type Values } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import { CHART, LEAST } from '../values.mts';
import { startServiceMetrics } from './service-metrics.mts';

const NAMESPACE = 'flagger';
const CANARY = `/apis/flagger.app/v1beta1/namespaces/${NAMESPACE}/canaries/heal7-web-main`;
const ROUTE = `/apis/networking.istio.io/v1/namespaces/${NAMESPACE}/virtualservices/heal7-web-main`;
const PRIMARY = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/heal7-web-main-primary`;

/** A pod of the new version, as Flagger's Deployment names it. */
const POD = 'heal7-web-main-0a1b2c3d4e-x1y2z';
const GOOD = { pod: POD, perSecond: 200, errorRatio: 0, seconds: 0.05 };

/** The real Flagger takes the chart's Canary to success and to a rollback. */
export async function checkFlagger(
  helm: Helm,
  cluster: ClusterAccess,
  client: KubeClient,
  report: Report,
): Promise<void> {
  const metrics = await startServiceMetrics(NAMESPACE);
  const prometheus = await startPrometheus({ service: metrics.target });
  const tester = await startLoadTester(client, NAMESPACE);
  const upgrade = (tag: string, change: Values = {}) =>
    helm.upgrade(CHART, {
      values: merge(
        merge(LEAST, {
          image: { tag },
          metrics: { prometheus: prometheus.url },
          delivery: {
            engine: 'flagger',
            flagger: { gate: `${tester.url}/gate/check` },
            canary: {
              // The second step waits for a person, and so every step does.
              steps: [{ weight: 20, pause: '10s' }, { weight: 50 }],
              analysis: { window: '30s', minRequests: 50 },
            },
          },
        }),
        change,
      ),
      namespace: NAMESPACE,
      kubeconfig: cluster.kubeconfigPath,
    });
  const until = (phase: string) =>
    waitFor(
      `the canary is ${phase}`,
      async () => {
        const { status } = await client.get(CANARY);
        return status?.phase === phase ? status : undefined;
      },
      { timeout: 180_000 },
    );
  const measured = (pattern: string, above: number) =>
    waitFor('Prometheus has seen it', async () =>
      Number(
        await prometheus.query(
          `sum(increase(http_requests_total{pod="${POD}",code=~"${pattern}"}[30s]))`,
        ),
      ) > above
        ? true
        : undefined,
    );
  const weights = async () => {
    const { spec } = await client.get(ROUTE);
    return spec.http[0].route.map((to: KubeObject) => to.weight);
  };
  const primaryImage = async () =>
    (await client.get(PRIMARY)).spec.template.spec.containers[0].image;

  const [address] = Object.values(tester.services);
  const gate = async (verb: 'open' | 'check') => {
    const { status } = await fetch(`http://${address}/gate/${verb}`, {
      method: 'POST',
      body: JSON.stringify({ name: 'heal7-web-main', namespace: NAMESPACE }),
    });
    return status;
  };
  const closed = () =>
    waitFor('the gate is closed', async () =>
      (await gate('check')) === 403 ? true : undefined,
    );
  const waits = (run: number) =>
    waitFor(
      `run ${run} waits at the gate`,
      async () =>
        flagger.log().split('waiting for traffic increase approval').length >
        run
          ? weights()
          : undefined,
      { timeout: 120_000 },
    );

  metrics.serve(GOOD);
  await upgrade('1.0.0');
  const flagger = await startFlagger({
    kubeconfig: cluster.kubeconfigPath,
    namespace: NAMESPACE,
    prometheus: prometheus.url,
    services: tester.services,
  });
  try {
    await until('Initialized');
    const primary = await client.get(PRIMARY);
    report.same(
      'Flagger makes a primary that keeps the entity and the policies’ labels',
      [
        primary.metadata.annotations?.['heal7.com/entity'],
        primary.spec.template.metadata.labels['app.kubernetes.io/name'],
        primary.spec.template.metadata.labels.app,
      ],
      [
        'component:default/heal7-web-main',
        'heal7-web-main',
        'heal7-web-main-primary',
      ],
    );
    const { spec } = await client.get(ROUTE);
    report.same(
      'its VirtualService is a delegate with all traffic on the primary',
      [spec.hosts ?? [], spec.gateways ?? [], await weights()],
      [[], [], [100, 0]],
    );

    await measured('200', 1000);
    await upgrade('1.1.0');
    report.same(
      'a step without a pause waits for a person',
      await waits(1),
      [100, 0],
    );
    await gate('open');
    await waitFor(
      'half of the requests',
      async () => ((await weights())[1] === 50 ? true : undefined),
      { timeout: 120_000 },
    );
    const { metadata } = await client.get(ROUTE);
    await upgrade('1.1.0', { networkPolicy: { callers: ['heal7-a'] } });
    report.same(
      'an upgrade in mid-canary writes no route',
      (await client.get(ROUTE)).metadata.generation,
      metadata.generation,
    );
    await until('Succeeded');
    report.same(
      'a good version becomes the primary',
      [await primaryImage(), await weights()],
      ['ghcr.io/heal7/heal7-web-main:1.1.0', [100, 0]],
    );
    await closed();
    const asked = flagger.log().split('traffic increase approval').length;

    metrics.serve({ ...GOOD, errorRatio: 0.2 });
    await measured('500', 300);
    await upgrade('1.2.0');
    report.same(
      'an approval is for one run: the next one waits again',
      await waits(asked),
      [100, 0],
    );
    await gate('open');
    await until('Failed');
    await closed();
    report.same(
      'a version with errors does not, and gets no traffic',
      [await primaryImage(), await weights()],
      ['ghcr.io/heal7/heal7-web-main:1.1.0', [100, 0]],
    );
  } catch (error) {
    report.say('the real Flagger delivers the chart', [
      (error as Error).message,
      ...flagger.log().split('\n').slice(-15),
    ]);
  } finally {
    await flagger.stop();
    await tester.stop();
    await prometheus.stop();
    await metrics.stop();
  }
  await client.delete(`/api/v1/namespaces/${NAMESPACE}`);
}
