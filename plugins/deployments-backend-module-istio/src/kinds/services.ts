import {
  asText,
  asTextMap,
  fieldOf,
  helmReleaseOf,
  readMarks,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  KubernetesObject,
  Marks,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { isColour } from '../pair/colours';
import type { Colour } from '../pair/colours';

/** What is kept of a Service. */
export interface ServiceData extends Marks {
  /** The colour that it selects; null when it selects both. */
  selects: Colour | null;
}

/** Reads a Service. Never throws. */
export function readService(object: KubernetesObject): ServiceData {
  const selector = asTextMap(fieldOf(object.spec, 'selector'));
  const version = selector.version ?? asText(selector['heal7.com/colour']);
  return {
    ...readMarks(object),
    selects: isColour(version) ? version : null,
  };
}

/**
 * The Service stands for the pair. Both colours have no object in common, and
 * everything else is named after it: the Deployments by a suffix, the
 * DestinationRule and the VirtualServices by their host. It outlives them, is
 * served in one version by every cluster, and carries the labels that an
 * entity selects by.
 */
export const services = (labelSelector: string): WatchedKind<ServiceData> => ({
  id: 'services',
  group: '',
  version: 'v1',
  plural: 'services',
  labelSelector,
  digest(object) {
    const data = readService(object);
    return { uses: helmReleaseOf(data.labels), data };
  },
});
