import {
  waitFor,
  type ClusterAccess,
  type KubeClient,
  type KubeObject,
} from '../../../../tools/test-cluster/index.mts';
import { merge, type Helm, type Values } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import { CHART, LEAST } from '../values.mts';

const NAMESPACE = 'upgrade';
const ROLLOUT = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/rollouts/heal7-web-main`;
const ISTIO = `/apis/networking.istio.io/v1/namespaces/${NAMESPACE}`;
const ROUTE = `${ISTIO}/virtualservices/heal7-web-main`;
const RULE = `${ISTIO}/destinationrules/heal7-web-main`;

/** A `helm upgrade` in mid-canary leaves the traffic where it is. */
export async function checkUpgrade(
  helm: Helm,
  cluster: ClusterAccess,
  client: KubeClient,
  report: Report,
): Promise<void> {
  const upgrade = (change: Values) =>
    helm.upgrade(CHART, {
      values: merge(LEAST, change),
      namespace: NAMESPACE,
      kubeconfig: cluster.kubeconfigPath,
    });
  const until = (phase: string) =>
    waitFor(phase, async () => {
      const { status, metadata } = await client.get(ROLLOUT);
      const seen = Number(status?.observedGeneration) >= metadata.generation!;
      return seen && status.phase === phase ? true : undefined;
    });

  /** Upgrades in mid-canary and looks at the weights all the while. */
  const watched = async (what: string, change: Values) => {
    const polls: number[][] = [];
    let over = false;
    const polling = (async () => {
      while (!over) polls.push(weightsOf(await client.get(ROUTE)));
    })();
    await upgrade({ image: { tag: '1.1.0' }, ...change });
    over = true;
    await polling;
    const wrong = polls.filter(([a, b]) => a !== 90 || b !== 10);
    report.say(
      `the weights are 90 and 10 at every poll of an upgrade of ${what}`,
      polls.length > 3 && wrong.length === 0
        ? []
        : [`${wrong.length} of ${polls.length}: ${JSON.stringify(wrong[0])}`],
    );
  };

  await upgrade({ image: { tag: '1.0.0' } });
  await until('Healthy');
  await upgrade({ image: { tag: '1.1.0' } });
  await until('Paused');
  await waitFor('one in ten requests', async () =>
    JSON.stringify(weightsOf(await client.get(ROUTE))) === '[90,10]'
      ? true
      : undefined,
  );

  const before = await traffic(client);
  await watched('what routes nothing', {
    networkPolicy: { callers: ['heal7-api-gateway'] },
  });
  report.same(
    'an upgrade in mid-canary writes neither route nor subsets',
    await traffic(client),
    before,
  );
  const policy = await client.get(
    `/apis/networking.k8s.io/v1/namespaces/${NAMESPACE}/networkpolicies/heal7-web-main`,
  );
  report.say(
    'what the upgrade was for has changed',
    JSON.stringify(policy.spec.ingress).includes('heal7-api-gateway')
      ? []
      : [JSON.stringify(policy.spec.ingress)],
  );

  await watched('a route', { route: { timeout: '20s' } });
  const { spec } = await client.get(ROUTE);
  report.same(
    'a route changes in mid-canary without its weights and the header route',
    [
      spec.http.map((route: KubeObject) => route.name),
      weightsOf({ spec }),
      spec.http.at(-1).timeout,
    ],
    [['heal7-web-main-canary-header', 'private', 'primary'], [90, 10], '20s'],
  );
  await client.delete(`/api/v1/namespaces/${NAMESPACE}`);
}

/** What decides where a request goes, and how often it was written. */
async function traffic(client: KubeClient) {
  return Promise.all(
    [ROUTE, RULE].map(async path => {
      const { spec, metadata } = await client.get(path);
      return [spec, metadata.generation];
    }),
  );
}

function weightsOf({ spec }: Pick<KubeObject, 'spec'>): number[] {
  const primary = spec.http.find((r: KubeObject) => r.name === 'primary');
  return primary.route.map((to: KubeObject) => to.weight);
}
