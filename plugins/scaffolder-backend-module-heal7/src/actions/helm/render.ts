import { parseAllDocuments } from 'yaml';

/** An object of a rendered chart. */
export interface RenderedObject {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** An object and its own lines of the manifest. */
export interface ManifestPart extends RenderedObject {
  yaml: string;
}

/** The objects of a manifest, in its order; empty documents are none. */
export function partsOf(manifest: string): ManifestPart[] {
  return parseAllDocuments(manifest).flatMap(document => {
    if ('empty' in document || document.contents === null) {
      return [];
    }
    const { apiVersion, kind, metadata } = document.toJS();
    return [
      {
        apiVersion,
        kind,
        ...(metadata?.namespace ? { namespace: metadata.namespace } : {}),
        name: metadata?.name,
        yaml: document.toString({ directives: false }),
      },
    ];
  });
}

/** `apps/v1 Deployment heal7-production/web` */
export function titleOf(object: RenderedObject): string {
  const { apiVersion, kind, namespace, name } = object;
  return `${apiVersion} ${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
