import { NotFoundError } from '@backstage/errors';
import {
  matchesLabels,
  parseLabelSelector,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  ClusterReader,
  KubernetesObject,
} from '@heal7/backstage-plugin-deployments-node';
import { asText, asTextMap, fieldOf, pathOf } from '../kubernetes/json';

const pluralOf = (kind: string) =>
  `${kind.toLowerCase()}s`.replace(/ys$/, 'ies').replace(/ss$/, 'sses');

const groupOf = (apiVersion: string) =>
  apiVersion.includes('/') ? apiVersion.split('/')[0] : '';

/** Whether an object is of a resource, whatever its version. */
export const isObjectOf = (
  object: KubernetesObject,
  { group, plural }: { group: string; plural: string },
) =>
  pluralOf(asText(object.kind)) === plural &&
  groupOf(asText(object.apiVersion)) === group;

const matchesFields = (object: KubernetesObject, selector: string) =>
  selector.split(',').every(requirement => {
    const [path, value] = requirement.split('=');
    return asText(pathOf(object, ...path.split('.'))) === value;
  });

/** Whether an API server would give it out for these selectors. */
export function isSelected(
  object: KubernetesObject,
  selectors: { labelSelector?: string; fieldSelector?: string },
): boolean {
  const { labelSelector, fieldSelector } = selectors;
  const labels = asTextMap(fieldOf(object.metadata, 'labels'));
  return (
    (!labelSelector ||
      matchesLabels(parseLabelSelector(labelSelector), labels)) &&
    (!fieldSelector || matchesFields(object, fieldSelector))
  );
}

const isIn = (object: KubernetesObject, namespace: string) =>
  asText(fieldOf(object.metadata, 'namespace')) === namespace;

/**
 * A cluster that consists of these objects. They are told apart by their
 * apiVersion and kind, as in a file; which version is asked for does not
 * matter, because a server gives out all that it has in any.
 *
 * @public
 */
export function readerOf(objects: KubernetesObject[]): ClusterReader {
  return {
    async get(ref) {
      const found = objects.find(
        object =>
          isObjectOf(object, ref) &&
          isIn(object, ref.namespace) &&
          object.metadata.name === ref.name,
      );
      if (!found) {
        throw new NotFoundError(
          `${ref.plural} ${ref.namespace}/${ref.name} not found`,
        );
      }
      return found;
    },
    async list(collection, options = {}) {
      return objects.filter(
        object =>
          isObjectOf(object, collection) &&
          isIn(object, collection.namespace) &&
          isSelected(object, options),
      );
    },
  };
}
