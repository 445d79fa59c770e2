import { NotFoundError } from '@backstage/errors';
import {
  matchesLabels,
  parseLabelSelector,
} from '@heal7/backstage-plugin-deployments-common';
import type { ClusterReader, ResourceRef } from '../cluster/ClusterApi';
import { asText, asTextMap, fieldOf, pathOf } from '../kubernetes/json';
import type { KubernetesObject } from '../source/KubernetesObject';

const pluralOf = (kind: string) =>
  `${kind.toLowerCase()}s`.replace(/ys$/, 'ies').replace(/ss$/, 'sses');

const groupOf = (apiVersion: string) =>
  apiVersion.includes('/') ? apiVersion.split('/')[0] : '';

const isOf = (object: KubernetesObject, wanted: Omit<ResourceRef, 'name'>) =>
  pluralOf(asText(object.kind)) === wanted.plural &&
  groupOf(asText(object.apiVersion)) === wanted.group &&
  asText(fieldOf(object.metadata, 'namespace')) === wanted.namespace;

const matchesFields = (object: KubernetesObject, selector: string) =>
  selector.split(',').every(requirement => {
    const [path, value] = requirement.split('=');
    return asText(pathOf(object, ...path.split('.'))) === value;
  });

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
        object => isOf(object, ref) && object.metadata.name === ref.name,
      );
      if (!found) {
        throw new NotFoundError(
          `${ref.plural} ${ref.namespace}/${ref.name} not found`,
        );
      }
      return found;
    },
    async list(collection, { labelSelector, fieldSelector } = {}) {
      const requirements = labelSelector
        ? parseLabelSelector(labelSelector)
        : [];
      return objects.filter(
        object =>
          isOf(object, collection) &&
          matchesLabels(
            requirements,
            asTextMap(fieldOf(object.metadata, 'labels')),
          ) &&
          (!fieldSelector || matchesFields(object, fieldSelector)),
      );
    },
  };
}
