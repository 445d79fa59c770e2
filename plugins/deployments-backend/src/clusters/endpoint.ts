import { readFile } from 'node:fs/promises';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  SERVICEACCOUNT_CA_PATH,
} from '@backstage/plugin-kubernetes-common';

/**
 * Where a cluster's API server is and how its certificate is checked.
 *
 * @internal
 */
export interface ClusterEndpoint {
  url: string;
  /** PEM; undefined for the system's own authorities. */
  ca: string | undefined;
  verify: boolean;
}

const fileOrNothing = async (path: string) => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
};

/**
 * Resolves the endpoint as the Kubernetes plugin does: with a service account
 * but no token, inside a pod, the cluster meant is the pod's own.
 *
 * @internal
 */
export async function endpointOf(
  details: ClusterDetails,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ClusterEndpoint> {
  const own =
    details.authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER] ===
      'serviceAccount' &&
    !details.authMetadata.serviceAccountToken &&
    env.KUBERNETES_SERVICE_HOST !== undefined;
  if (own) {
    const host = env.KUBERNETES_SERVICE_HOST!;
    const port = env.KUBERNETES_SERVICE_PORT ?? '443';
    return {
      url: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      ca: await fileOrNothing(SERVICEACCOUNT_CA_PATH),
      verify: true,
    };
  }
  let ca: string | undefined;
  if (details.caFile) {
    ca = await readFile(details.caFile, 'utf8');
  } else if (details.caData) {
    ca = Buffer.from(details.caData, 'base64').toString('utf8');
  }
  return { url: details.url, ca, verify: !details.skipTLSVerify };
}
