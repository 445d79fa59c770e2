import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import { asList, asText, fieldOf } from '../lib/json';

/** UIDs of the owners of an object. */
export function ownerUids(object: KubernetesObject): string[] {
  return asList(fieldOf(object.metadata, 'ownerReferences'))
    .map(reference => asText(fieldOf(reference, 'uid')))
    .filter(uid => uid !== '');
}
