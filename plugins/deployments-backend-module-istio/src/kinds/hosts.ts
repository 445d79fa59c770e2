import type { NamedReference } from '@heal7/backstage-plugin-deployments-node';

/**
 * The Service that a host means, as `isHostOf` reads it; null when it is none
 * of the cluster's.
 *
 * @param namespace - of the object that the host is written in.
 */
export function serviceOf(
  host: string,
  namespace: string,
): NamedReference | null {
  const [name, inNamespace = namespace, svc = 'svc'] = host
    .replace(/\.$/, '')
    .split('.');
  return name !== '' && svc === 'svc'
    ? { kind: 'services', namespace: inNamespace, name }
    : null;
}
