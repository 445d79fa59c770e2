import type { WatchedKind } from '../source/WatchedKind';
import { asList, asText, asTextMap, fieldOf } from './json';

/**
 * What is kept of a DestinationRule.
 *
 * @public
 */
export interface DestinationRuleData {
  /** As written: a short name or a full one. */
  host: string;
  /** The pods that a subset means. */
  subsets: { name: string; labels: Record<string, string> }[];
}

/**
 * What the subsets of a host mean.
 *
 * @public
 */
export const destinationRules: WatchedKind<DestinationRuleData> = {
  id: 'destinationrules',
  group: 'networking.istio.io',
  version: 'v1',
  // Istio before 1.22 does not serve v1; what is read here is the same.
  olderVersions: ['v1beta1', 'v1alpha3'],
  plural: 'destinationrules',
  optional: true,
  digest: ({ spec }) => ({
    data: {
      host: asText(fieldOf(spec, 'host')),
      subsets: asList(fieldOf(spec, 'subsets')).map(subset => ({
        name: asText(fieldOf(subset, 'name')),
        labels: asTextMap(fieldOf(subset, 'labels')),
      })),
    },
  }),
};
