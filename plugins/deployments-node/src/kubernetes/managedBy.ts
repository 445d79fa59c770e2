import type { DeploymentManager } from '@heal7/backstage-plugin-deployments-common';

const ARGO_CD = 'argocd.argoproj.io/';
const INSTANCE = 'app.kubernetes.io/instance';

/**
 * The tool that owns an object's spec, by the marks it leaves on what it
 * applies. Argo CD comes first: it renders Helm charts and leaves their labels.
 *
 * Argo CD marks objects by an annotation (`<app>:<group>/<kind>:...`) or by
 * the label `app.kubernetes.io/instance`. Every Helm chart sets that label
 * too, so alone it says nothing.
 *
 * @public
 */
export function readManager(
  labels: Record<string, string>,
  annotations: Record<string, string>,
): DeploymentManager | null {
  const application =
    annotations[`${ARGO_CD}tracking-id`]?.split(':')[0] ||
    labels[`${ARGO_CD}instance`] ||
    (Object.keys(annotations).some(key => key.startsWith(ARGO_CD)) &&
      labels[INSTANCE]);
  if (application) {
    return { tool: 'argo-cd', name: application };
  }
  const flux =
    labels['kustomize.toolkit.fluxcd.io/name'] ||
    labels['helm.toolkit.fluxcd.io/name'];
  if (flux) {
    return { tool: 'flux', name: flux };
  }
  const release = annotations['meta.helm.sh/release-name'];
  return labels['app.kubernetes.io/managed-by'] === 'Helm' && release
    ? { tool: 'helm', name: release }
    : null;
}
