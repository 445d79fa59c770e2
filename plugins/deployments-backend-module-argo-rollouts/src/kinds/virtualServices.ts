import type { DeploymentHeaderRoute } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '@heal7/backstage-plugin-deployments-node';
import { asFields, asList, asText, fieldOf } from '../lib/json';
import { headerMatch } from '../rollout/steps';

/** What is kept of a VirtualService. */
export interface VirtualServiceData {
  /** Its named HTTP routes that match on headers. */
  headerRoutes: DeploymentHeaderRoute[];
}

function headerRouteOf(route: unknown): DeploymentHeaderRoute {
  return {
    name: asText(fieldOf(route, 'name')),
    matches: asList(fieldOf(route, 'match')).flatMap(match =>
      Object.entries(asFields(fieldOf(match, 'headers')) ?? {}).map(
        ([header, matcher]) => headerMatch(header, matcher),
      ),
    ),
  };
}

/**
 * Where Istio splits the traffic. The controller writes a header route as a
 * named HTTP route in front of the others; one that mirrors is no header
 * route, even when it matches on headers.
 */
export const virtualServices: WatchedKind<VirtualServiceData> = {
  id: 'virtualservices',
  group: 'networking.istio.io',
  version: 'v1',
  // Istio before 1.22 does not serve v1; what is read here is the same.
  olderVersions: ['v1beta1', 'v1alpha3'],
  plural: 'virtualservices',
  digest(object) {
    const headerRoutes = asList(fieldOf(object.spec, 'http'))
      .filter(route => fieldOf(route, 'mirror') === undefined)
      .map(headerRouteOf)
      .filter(route => route.name !== '' && route.matches.length > 0);
    return { data: { headerRoutes } };
  },
};
