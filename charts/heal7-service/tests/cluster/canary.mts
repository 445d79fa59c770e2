import {
  Nudge,
  PATCH,
  waitFor,
  type KubeClient,
  type KubeObject,
} from '../../../../tools/test-cluster/index.mts';
import { merge, type Helm } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import { CHART, LEAST } from '../values.mts';
import { applyTo } from './client.mts';

const NAMESPACE = 'canary';
const ROLLOUT = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/rollouts/heal7-web-main`;
const ROUTE = `/apis/networking.istio.io/v1/namespaces/${NAMESPACE}/virtualservices/heal7-web-main`;

/** The chart's own canary, from one version to the next. */
export async function checkCanary(
  helm: Helm,
  client: KubeClient,
  report: Report,
): Promise<void> {
  const deploy = (tag: string) =>
    applyTo(
      client,
      NAMESPACE,
      helm.template(CHART, {
        namespace: NAMESPACE,
        values: merge(LEAST, { image: { tag } }),
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
  const weights = async () => {
    const { spec } = await client.get(ROUTE);
    const primary = spec.http.find((r: KubeObject) => r.name === 'primary');
    return primary.route.map((to: KubeObject) => to.weight);
  };

  await deploy('1.0.0');
  await until('1.0.0 is healthy', healthy);

  await deploy('1.1.0');
  const paused = await until('1.1.0 pauses', r => r.status.phase === 'Paused');
  report.same(
    'it pauses after the header route',
    paused.status.currentStepIndex,
    2,
  );
  report.same('one in ten requests goes to it', await weights(), [90, 10]);
  const { spec } = await client.get(ROUTE);
  report.same(
    'the header goes to it before anything else',
    [spec.http[0].match, spec.http[0].route[0].destination.subset],
    [[{ headers: { canary: { exact: 'true' } } }], 'canary'],
  );
  report.same(
    'the private paths are still there',
    spec.http.map((route: KubeObject) => route.name),
    ['heal7-web-main-canary-header', 'private', 'primary'],
  );

  await client.patch(
    `${ROLLOUT}/status`,
    { status: { promoteFull: true } },
    PATCH.merge,
  );
  const done = await until('1.1.0 is healthy', healthy);
  report.same(
    'the new version is the stable one',
    [
      done.status.stableRS === done.status.currentPodHash,
      done.spec.template.spec.containers[0].image,
    ],
    [true, 'ghcr.io/heal7/heal7-web-main:1.1.0'],
  );
  // The controller says healthy first and moves the traffic right after.
  await waitFor('all traffic is stable again', async () => {
    const now = await weights();
    return now[1] === 0 ? now : undefined;
  });
  report.same(
    'the header route is gone',
    (await client.get(ROUTE)).spec.http.map((r: KubeObject) => r.name),
    ['private', 'primary'],
  );
}

const healthy = (rollout: KubeObject) => rollout.status.phase === 'Healthy';
