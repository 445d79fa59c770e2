import {
  KubeClient,
  startCluster,
  waitFor,
} from '../../test-cluster/index.mts';
import type { Cluster, KubeObject } from '../../test-cluster/index.mts';
import type { Cleanup } from './cleanup.mts';
import { inBatches } from './inBatches.mts';
import type { ClusterEndpoint } from './portal.mts';

const NAMESPACE = 'heal7-production';
const ROLLOUTS = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/rollouts`;
const AT_ONCE = 20;
const ROLLING_TIMEOUT_MS = 900_000;

const image = (revision: number) => `ghcr.io/heal7/generated:1.0.${revision}`;

const containers = (revision: number) => [
  {
    name: 'app',
    image: image(revision),
    ports: [{ name: 'http', containerPort: 8080 }],
  },
];

/** The first revision of a rollout that has no pods yet. */
function rolloutNamed(name: string): object {
  const labels = { app: name, 'backstage.io/kubernetes-id': name };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: { containers: containers(0) },
      },
      strategy: {
        canary: { steps: [{ setWeight: 50 }, { pause: { duration: '1s' } }] },
      },
    },
  };
}

function isAtRest({ metadata, spec, status }: KubeObject): boolean {
  return (
    status?.observedGeneration === String(metadata.generation) &&
    status.phase === 'Healthy' &&
    status.currentPodHash === status.stableRS &&
    (status.availableReplicas ?? 0) === spec.replicas
  );
}

async function atRest(client: KubeClient, count: number): Promise<void> {
  await waitFor(
    `${count} rollouts at rest`,
    async () => {
      const { items } = await client.get<{ items: KubeObject[] }>(ROLLOUTS);
      return items.filter(isAtRest).length === count || undefined;
    },
    { timeout: ROLLING_TIMEOUT_MS, interval: 2_000 },
  );
}

/** Lets the real controller roll out each of the names so many times. */
async function rollOut(
  client: KubeClient,
  names: string[],
  size: { replicaSets: number; pods: number },
  progress: (message: string) => void,
): Promise<void> {
  await inBatches(AT_ONCE, names, name =>
    client.post(ROLLOUTS, rolloutNamed(name)),
  );
  await atRest(client, names.length);
  for (let revision = 1; revision < size.replicaSets; revision += 1) {
    progress(`rolling out revision ${revision + 1} of ${size.replicaSets}`);
    // Pods only for the last one: those before it would be thrown away.
    const replicas = revision === size.replicaSets - 1 ? size.pods : 0;
    const spec = {
      replicas,
      template: { spec: { containers: containers(revision) } },
    };
    await inBatches(AT_ONCE, names, name =>
      client.patch(`${ROLLOUTS}/${name}`, { spec }),
    );
    await atRest(client, names.length);
  }
}

const endpointOf = (cluster: Cluster): ClusterEndpoint => ({
  name: cluster.name,
  url: cluster.url,
  caData: cluster.caData,
  // May read everything that the Kubernetes plugin asks for.
  token: cluster.adminToken,
});

/**
 * Starts real API servers and controllers (`tools/test-cluster`), with
 * rollouts of those names at rest.
 */
export async function startRealClusters(
  clusterNames: string[],
  names: string[],
  size: { replicaSets: number; pods: number },
  cleanup: Cleanup,
  progress: (message: string) => void,
): Promise<ClusterEndpoint[]> {
  const endpoints: ClusterEndpoint[] = [];
  for (const name of clusterNames) {
    const said = (message: string) => progress(`${name}: ${message}`);
    const cluster = await startCluster({ name, progress: said });
    cleanup.add(() => cluster.stop());
    const client = new KubeClient({
      url: cluster.url,
      ca: Buffer.from(cluster.caData, 'base64').toString('utf8'),
      token: cluster.adminToken,
    });
    try {
      await rollOut(client, names, size, said);
    } finally {
      client.close();
    }
    endpoints.push(endpointOf(cluster));
  }
  return endpoints;
}
