import type {
  Fields,
  KubernetesObject,
} from '@heal7/backstage-plugin-deployments-node';
import {
  asFields,
  asList,
  asText,
  fieldOf,
} from '@heal7/backstage-plugin-deployments-node';

/** Lists of lists deeper than this are nobody's dump of a cluster. */
const MAX_NESTING = 8;

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
 *
 * @param within - how many lists the document is in.
 */
export function objectsOf(
  document: unknown,
  within: number = 0,
): KubernetesObject[] {
  const inner = (value: unknown) =>
    within < MAX_NESTING ? objectsOf(value, within + 1) : [];
  if (Array.isArray(document)) {
    return document.flatMap(inner);
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
      ? inner({ ...asFields(item), ...inherited })
      : inner(item),
  );
}
