import {
  applyObjects,
  KubeClient,
  type ClusterAccess,
} from '../../../../tools/test-cluster/index.mts';
import type { Manifest } from '../../../checks/helm.mts';

/** A client with every right. */
export function clientOf(cluster: ClusterAccess): KubeClient {
  return new KubeClient({
    url: cluster.url,
    ca: Buffer.from(cluster.caData, 'base64').toString(),
    token: cluster.adminToken,
  });
}

/** Applies what helm rendered, server-side, into a namespace that it makes. */
export async function applyTo(
  client: KubeClient,
  namespace: string,
  manifests: Manifest[],
): Promise<void> {
  await applyObjects(client, [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ...manifests.map(object => ({
      ...object,
      metadata: { ...object.metadata, namespace },
    })),
  ]);
}
