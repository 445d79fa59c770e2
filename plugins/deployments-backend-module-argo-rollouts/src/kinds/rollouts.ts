import type { WatchedKind } from '@heal7/backstage-plugin-deployments-node';
import { readRollout } from '../rollout/readRollout';
import type { RolloutData } from '../rollout/RolloutData';
import {
  asText,
  destinationRules,
  fieldOf,
  helmReleaseOf,
  virtualServices,
} from '@heal7/backstage-plugin-deployments-node';

/** The Rollouts themselves. */
export const rollouts: WatchedKind<RolloutData> = {
  id: 'rollouts',
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  digest(object) {
    const data = readRollout(object);
    const own = asText(fieldOf(object.metadata, 'namespace'));
    const routing = data.spec.canary?.trafficRouting;
    const services = (routing?.virtualServices ?? []).map(
      ({ namespace, name }) => ({
        kind: virtualServices.id,
        namespace: namespace || own,
        name,
      }),
    );
    const rule = routing?.destinationRule;
    const rules = rule
      ? [{ kind: destinationRules.id, namespace: own, name: rule.name }]
      : [];
    return {
      uses: [...services, ...rules, ...helmReleaseOf(data.labels)],
      data,
    };
  },
};
