import {
  waitFor,
  type Cluster,
  type KubeClient,
} from '../../../../tools/test-cluster/index.mts';
import { merge, type Helm, type Values } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import type { Pods } from '../../../mesh/pods.mts';
import { ask, load, shareOf } from '../../../mesh/traffic.mts';
import { CHART, LEAST } from '../values.mts';
import { HOST, NAMESPACE } from './names.mts';

const ROLLOUT = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/rollouts/heal7-web-main`;

/** Requests of people, from one version to the next. */
export async function checkRouting(options: {
  helm: Helm;
  cluster: Cluster;
  client: KubeClient;
  pods: Pods;
  /** Of the gateway. */
  port: number;
  report: Report;
}): Promise<void> {
  const { helm, cluster, client, pods, port, report } = options;
  const upgrade = (change: Values) =>
    helm.upgrade(CHART, {
      values: merge(LEAST, change),
      namespace: NAMESPACE,
      kubeconfig: cluster.kubeconfigPath,
    });
  const until = (what: string, phase: string, pauses = false) =>
    waitFor(what, async () => {
      await pods.serve();
      const { status, metadata } = await client.get(ROLLOUT);
      const seen = Number(status?.observedGeneration) >= metadata.generation!;
      if (seen && status.phase === phase) {
        if (!pauses || status.pauseConditions?.length) return true;
      }
      throw new Error(`${status?.phase} ${status?.message ?? ''}`);
    });
  const send = (headers?: Record<string, string>, path?: string) =>
    ask(port, HOST, path, headers);
  const routed = (what: string, version: string, headers = {}) =>
    waitFor(what, async () => {
      const { body } = await send(headers);
      return body.startsWith(version) ? true : undefined;
    });

  await upgrade({ image: { tag: '1.0.0' } });
  await until('1.0.0 is healthy', 'Healthy');
  await routed('the gateway routes to the first version', '1.0.0');
  report.same(
    'without a new version all requests reach the old one',
    await shareOf('1.0.0', 200, () => send()),
    1,
  );
  report.same(
    'private paths are answered to nobody outside',
    [
      (await send({}, '/metrics')).status,
      (await send({}, '/ready')).status,
      (await send({}, '/health')).status,
    ],
    [404, 404, 200],
  );
  report.same(
    'another host is not served',
    (await ask(port, 'elsewhere.example')).status,
    404,
  );

  const people = load(() => send());
  await upgrade({ image: { tag: '1.1.0' } });
  await until('1.1.0 waits at its first step', 'Paused', true);
  await routed('the header leads to the new version', '1.1.0', {
    canary: 'true',
  });
  await near(report, 'one request in ten reaches the new version', 0.1, () =>
    shareOf('1.1.0', 2_000, () => send()),
  );
  report.same(
    'with the header every request reaches it',
    await shareOf('1.1.0', 200, () => send({ canary: 'true' })),
    1,
  );
  report.same(
    'with another value of the header it is as without',
    (await shareOf('1.1.0', 200, () => send({ canary: 'no' }))) < 0.5,
    true,
  );

  let over = false;
  const meanwhile = (async () => {
    const shares: number[] = [];
    while (!over) shares.push(await shareOf('1.1.0', 400, () => send()));
    return shares;
  })();
  await upgrade({
    image: { tag: '1.1.0' },
    networkPolicy: { callers: ['heal7-api-gateway'] },
  });
  over = true;
  const shares = await meanwhile;
  report.say(
    'a helm upgrade in mid-canary moves no traffic',
    // 400 requests at one in ten: 40 on average, 6 the standard deviation.
    shares.filter(share => share < 0.03 || share > 0.2).map(String),
  );

  await client.patch(`${ROLLOUT}/status`, {
    status: { promoteFull: true },
  });
  await until('1.1.0 is healthy', 'Healthy');
  await waitFor('all requests reach the new version', async () =>
    (await shareOf('1.1.0', 160, () => send())) === 1 ? true : undefined,
  );
  const { sent, failed } = await people.end();
  report.say(
    'no request failed from the first step to the last',
    sent > 1_000 ? failed.slice(0, 5) : [`only ${sent} requests were sent`],
  );
}

/** Within five standard deviations of what chance makes of 2,000 requests. */
async function near(
  report: Report,
  what: string,
  wanted: number,
  measure: () => Promise<number>,
): Promise<void> {
  const share = await measure();
  const deviation = Math.sqrt((wanted * (1 - wanted)) / 2_000);
  report.say(
    what,
    Math.abs(share - wanted) < 5 * deviation ? [] : [`the share is ${share}`],
  );
}
