import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';

// These strategies forward a token of the person who looks at the page.
const CLIENT_SIDE = new Set(['google', 'oidc', 'aks']);

/**
 * Why a cluster cannot be watched in the background, with what to do; null
 * when it can.
 *
 * @internal
 */
export function whyNotWatchable(details: ClusterDetails): string | null {
  const provider = details.authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER];
  if (!CLIENT_SIDE.has(provider)) {
    return null;
  }
  return (
    `Cluster '${details.name}' signs in with each viewer's own '${provider}' token, ` +
    `and a background watch has no viewer. Give it a server-side authProvider ` +
    `(serviceAccount, aws, azure, googleServiceAccount) to see its rollouts here.`
  );
}
