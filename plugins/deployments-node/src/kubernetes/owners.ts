import type { KubernetesObject } from '../source/KubernetesObject';
import { asList, asText, fieldOf } from './json';

/**
 * UIDs of the owners of an object.
 *
 * @public
 */
export function ownerUids(object: KubernetesObject): string[] {
  return asList(fieldOf(object.metadata, 'ownerReferences'))
    .map(reference => asText(fieldOf(reference, 'uid')))
    .filter(uid => uid !== '');
}
