import {
  asText,
  destinationRules,
  fieldOf,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  DestinationRuleData,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { COLOURS } from '../pair/colours';
import { serviceOf } from './hosts';

/** The DestinationRules that make two colours of a Service. */
export const pairs: WatchedKind<DestinationRuleData> = {
  ...destinationRules,
  digest(object) {
    const digest = destinationRules.digest(object)!;
    const { host, subsets } = digest.data;
    const service = serviceOf(
      host,
      asText(fieldOf(object.metadata, 'namespace')),
    );
    const paired = COLOURS.every(colour =>
      subsets.some(({ name }) => name === colour),
    );
    return service && paired ? { ...digest, belongsTo: [service] } : null;
  },
};
