import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import { asText } from '@heal7/backstage-plugin-deployments-node';
import { kindsOf } from './kinds';
import { pairOf } from './pair/Pair';
import { readPair } from './plan/live';
import { pairTemplates, planPair } from './plan/plan';
import { basisOfPair } from './project/basis';
import { ENGINE, projectPair } from './project/project';

/**
 * Reads and steers two Deployments, `<service>-blue` and `<service>-green`,
 * between which the weights of a VirtualService move the requests.
 *
 * @param labelSelector - of the Services and Deployments that are shown.
 * @public
 */
export function istioBlueGreenSource(labelSelector: string): DeploymentSource {
  const kinds = kindsOf(labelSelector);
  const { services, gitOps, ...others } = kinds;
  return {
    engine: ENGINE,
    root: services,
    kinds: [services, ...Object.values(others), ...gitOps],
    project: group => projectPair(group, kinds),
    async basisOf(live, reader) {
      const { facts } = await readPair(live, kinds, reader);
      return basisOfPair(asText(live.metadata.uid), pairOf(facts));
    },
    plan: (request, reader) => planPair(request, kinds, reader),
    rollbackTemplates: (request, reader) =>
      pairTemplates(request, kinds, reader),
  };
}
