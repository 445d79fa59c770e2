import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import { asFields, asList, asText, fieldOf } from '../lib/json';
import type { Fields } from '../lib/json';

function objectOf(fields: Fields): KubernetesObject {
  const metadata = asFields(fields.metadata) ?? {};
  return {
    ...fields,
    apiVersion: asText(fields.apiVersion),
    kind: asText(fields.kind),
    metadata: {
      ...metadata,
      name: asText(metadata.name),
      // What kubectl assumes for an object written without one.
      namespace: asText(metadata.namespace) || 'default',
      uid: asText(metadata.uid),
    },
  };
}

/**
 * The Kubernetes objects in a document: itself, or the items of a list
 * (`List`, `RolloutList`, ..., or a bare array). Items of a typed list carry
 * no kind of their own when they come straight from the API server. What is
 * no object is left out.
 */
export function objectsOf(document: unknown): KubernetesObject[] {
  if (Array.isArray(document)) {
    return document.flatMap(objectsOf);
  }
  const fields = asFields(document);
  if (!fields) {
    return [];
  }
  const kind = asText(fields.kind);
  if (!kind.endsWith('List') || !Array.isArray(fields.items)) {
    return [objectOf(fields)];
  }
  const inherited =
    kind === 'List'
      ? {}
      : { apiVersion: fields.apiVersion, kind: kind.slice(0, -'List'.length) };
  return asList(fields.items).flatMap(item =>
    asText(fieldOf(item, 'kind')) === '' && asFields(item)
      ? objectsOf({ ...asFields(item), ...inherited })
      : objectsOf(item),
  );
}
