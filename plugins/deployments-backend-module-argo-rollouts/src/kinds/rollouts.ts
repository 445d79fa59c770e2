import type { WatchedKind } from '@heal7/backstage-plugin-deployments-node';
import { readRollout } from '../rollout/readRollout';
import type { RolloutData } from '../rollout/RolloutData';
import { asText, fieldOf } from '@heal7/backstage-plugin-deployments-node';

/** The Rollouts themselves. */
export const rollouts: WatchedKind<RolloutData> = {
  id: 'rollouts',
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  digest(object) {
    const data = readRollout(object);
    const own = asText(fieldOf(object.metadata, 'namespace'));
    return {
      uses: data.spec.canary?.trafficRouting?.virtualServices.map(
        ({ namespace, name }) => ({
          kind: 'virtualservices',
          namespace: namespace || own,
          name,
        }),
      ),
      data,
    };
  },
};
