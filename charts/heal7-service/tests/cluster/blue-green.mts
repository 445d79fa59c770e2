import {
  PATCH,
  type ClusterAccess,
  type KubeClient,
  type KubeObject,
} from '../../../../tools/test-cluster/index.mts';
import { merge, type Helm, type Values } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import { CHART, LEAST } from '../values.mts';

const NAMESPACE = 'blue-green';
const ROUTE = `/apis/networking.istio.io/v1/namespaces/${NAMESPACE}/virtualservices/heal7-web-main`;
const REPOSITORY = 'ghcr.io/heal7/heal7-web-main';

const deploymentOf = (colour: string) =>
  `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/heal7-web-main-${colour}`;

/** Both colours and the traffic belong to the delivery script, not to helm. */
export async function checkBlueGreen(
  helm: Helm,
  cluster: ClusterAccess,
  client: KubeClient,
  report: Report,
): Promise<void> {
  const upgrade = (change: Values) =>
    helm.upgrade(CHART, {
      values: merge(
        merge(LEAST, { delivery: { engine: 'istio-blue-green' } }),
        change,
      ),
      namespace: NAMESPACE,
      kubeconfig: cluster.kubeconfigPath,
    });
  const see = async () => {
    const { spec } = await client.get(ROUTE);
    const [blue, green] = await Promise.all(
      ['blue', 'green'].map(async colour => {
        const deployment = await client.get(deploymentOf(colour));
        const [container] = deployment.spec.template.spec.containers;
        const level = container.env.find(
          ({ name }: { name: string }) => name === 'LOG_LEVEL',
        );
        return [deployment.spec.replicas, container.image, level?.value];
      }),
    );
    const { route } = primaryOf(spec);
    const weights = route.map((to: KubeObject) => to.weight);
    return { weights, blue, green };
  };
  /** What the delivery script does to the cluster. */
  const script = async (
    phase: string,
    weights: number[],
    [colour, replicas, image]: [string, number, string],
  ) => {
    await client.patch(
      deploymentOf(colour),
      [
        { op: 'replace', path: '/spec/replicas', value: replicas },
        {
          op: 'replace',
          path: '/spec/template/spec/containers/0/image',
          value: image,
        },
      ],
      PATCH.json,
    );
    const { spec } = await client.get(ROUTE);
    primaryOf(spec).route.forEach((to: KubeObject, i: number) => {
      to.weight = weights[i];
    });
    await client.patch(ROUTE, {
      metadata: {
        annotations: { 'heal7.com/release': JSON.stringify({ phase }) },
      },
      spec,
    });
  };
  const image = (tag: string) => `${REPOSITORY}:${tag}`;

  await upgrade({ image: { tag: '1.0.0' }, env: { LOG_LEVEL: 'info' } });
  report.same('the first installation is live in blue', await see(), {
    weights: [100, 0],
    blue: [3, image('1.0.0'), 'info'],
    green: [0, image('1.0.0'), 'info'],
  });

  // A release is half-way: green runs 1.1.0 and has a tenth of the requests.
  await script('watching', [90, 10], ['green', 3, image('1.1.0')]);
  const during = await see();
  await upgrade({ image: { tag: '2.0.0' }, env: { LOG_LEVEL: 'debug' } });
  report.same(
    'an upgrade half-way changes neither colour and moves no request',
    await see(),
    during,
  );
  report.same(
    'half-way is what it says',
    [during.weights, during.green],
    [
      [90, 10],
      [3, image('1.1.0'), 'info'],
    ],
  );

  // The release is over: green is live, blue has no pods.
  await script('done', [0, 100], ['blue', 0, image('1.0.0')]);
  await upgrade({ image: { tag: '2.0.0' }, env: { LOG_LEVEL: 'debug' } });
  report.same(
    'afterwards only the idle colour takes new settings, and no new image',
    await see(),
    {
      weights: [0, 100],
      blue: [0, image('1.0.0'), 'debug'],
      green: [3, image('1.1.0'), 'info'],
    },
  );
  await client.delete(`/api/v1/namespaces/${NAMESPACE}`);
}

const primaryOf = (spec: KubeObject) =>
  spec.http.find(({ name }: KubeObject) => name === 'primary');
