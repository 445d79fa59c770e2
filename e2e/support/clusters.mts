import type { ClusterAccess } from '../../tools/test-cluster/index.mts';
import { KubeClient } from '../../tools/test-cluster/index.mts';

/** Every right on a cluster. */
export function adminClient(cluster: ClusterAccess): KubeClient {
  return new KubeClient({
    url: cluster.url,
    ca: Buffer.from(cluster.caData, 'base64').toString('utf8'),
    token: cluster.adminToken,
  });
}

/**
 * The portal's configuration for test clusters: the two credentials that are
 * shipped, and guests who may act there.
 */
export function clustersConfig(clusters: ClusterAccess[]): object {
  return {
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, url, caData, readToken }) => ({
            ...{ name, url, caData, authProvider: 'serviceAccount' },
            serviceAccountToken: readToken,
          })),
        },
      ],
    },
    deployments: {
      clusters: Object.fromEntries(
        clusters.map(({ name, actToken }) => [
          name,
          { environment: 'test', demo: false, acting: { token: actToken } },
        ]),
      ),
    },
    platform: {
      acting: [{ to: 'everyone', clusters: clusters.map(({ name }) => name) }],
    },
  };
}
