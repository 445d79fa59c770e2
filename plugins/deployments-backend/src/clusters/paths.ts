import type { ResourceRef } from '@heal7/backstage-plugin-deployments-node';

/**
 * Path of a collection. Without a namespace: of all namespaces.
 *
 * @internal
 */
export function collectionPath(kind: {
  group: string;
  version: string;
  plural: string;
  namespace?: string | null;
}): string {
  const root = kind.group
    ? ['apis', kind.group, kind.version]
    : ['api', kind.version];
  const scope = kind.namespace ? ['namespaces', kind.namespace] : [];
  return `/${[...root, ...scope, kind.plural]
    .map(encodeURIComponent)
    .join('/')}`;
}

/**
 * Path of one object or of a subresource of it.
 *
 * @internal
 */
export function objectPath(ref: ResourceRef, subresource?: string): string {
  const path = `${collectionPath(ref)}/${encodeURIComponent(ref.name)}`;
  return subresource ? `${path}/${subresource}` : path;
}
