import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackend } from '../../../e2e/support/backend.mts';
import type { Backend } from '../../../e2e/support/backend.mts';
import { waitFor } from '../../test-cluster/index.mts';
import type { Cleanup } from './cleanup.mts';

/** Clusters of thousands of rollouts are listed for a while. */
const SYNC_TIMEOUT_MS = 900_000;

/** How the portal reaches a cluster. */
export interface ClusterEndpoint {
  name: string;
  url: string;
  /** Certificate authority as base64 PEM; none for plain HTTP. */
  caData?: string;
  /** To look with; demo clusters take any. */
  token?: string;
}

/** A component that selects rollouts by several values of the id label. */
export interface Selecting {
  name: string;
  values: string[];
}

/** Components of the catalog, each of the rollout of the same name. */
function catalogOf(names: string[], selecting: Selecting[]): string {
  const components = [
    ...names.map(name => ({
      name,
      annotations: { 'backstage.io/kubernetes-id': name },
    })),
    ...selecting.map(({ name, values }) => ({
      name,
      annotations: {
        'backstage.io/kubernetes-label-selector': `backstage.io/kubernetes-id in (${values})`,
      },
    })),
  ];
  return components
    .map(metadata =>
      JSON.stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata,
        spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
      }),
    )
    .join('\n---\n');
}

function configOf(
  clusters: ClusterEndpoint[],
  catalog: string,
  kubernetes: object,
  cluster: object,
): object {
  return {
    // As in the embedded configuration: what is in the bundle is shown.
    app: {
      packages: 'all',
      extensions: [{ 'page:catalog': { config: { path: '/' } } }],
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ token = 'demo-viewer', ...rest }) => ({
            ...{ ...rest, authProvider: 'serviceAccount' },
            serviceAccountToken: token,
            ...cluster,
          })),
        },
      ],
      customResources: [
        { group: 'argoproj.io', apiVersion: 'v1alpha1', plural: 'rollouts' },
      ],
      ...kubernetes,
    },
    deployments: {
      clusters: Object.fromEntries(
        clusters.map(({ name }) => [name, { demo: true }]),
      ),
    },
    catalog: { locations: [{ type: 'file', target: catalog }] },
  };
}

/**
 * Starts the portal's real backend on these clusters, and waits until it shows
 * every rollout of every component.
 *
 * @param services - names of the rollouts that get a component
 * @param selectors - components that are not waited for
 * @param kubernetes - laid over the `kubernetes` block
 * @param cluster - laid over each cluster of that block
 */
export async function startPortal(
  options: {
    clusters: ClusterEndpoint[];
    services: string[];
    selectors?: Selecting[];
    kubernetes?: object;
    cluster?: object;
  },
  cleanup: Cleanup,
): Promise<Backend> {
  const { clusters, services, kubernetes = {}, cluster = {} } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  cleanup.add(() => rm(dataDir, { recursive: true, force: true }));
  const catalog = join(dataDir, 'catalog.yaml');
  await writeFile(catalog, catalogOf(services, options.selectors ?? []));
  const backend = await startBackend({
    dataDir,
    configs: ['e2e/support/app-config.yaml'],
    overrides: () => configOf(clusters, catalog, kubernetes, cluster),
  });
  cleanup.add(() => backend.stop());
  for (const service of services) {
    await waitFor(
      `${service} in ${clusters.length} clusters`,
      async () => {
        const { status, body } = await backend.get<{ items: unknown[] }>(
          `/api/deployments/v1/entities/component/default/${service}`,
        );
        return (
          (status === 200 && body.items.length === clusters.length) || undefined
        );
      },
      { timeout: SYNC_TIMEOUT_MS, interval: 200 },
    );
  }
  return backend;
}
