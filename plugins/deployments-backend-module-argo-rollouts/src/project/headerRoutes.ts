import type {
  DeploymentHeaderMatch,
  DeploymentHeaderRoute,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  ObservedObject,
  VirtualServiceData,
} from '@heal7/backstage-plugin-deployments-node';
import { fullyPromoted } from '../rollout/facts';
import { currentStepOf, stepIndexOf } from '../rollout/position';
import type { RolloutData } from '../rollout/RolloutData';
import { namedVirtualServices } from './virtualServices';

function fromSteps(data: RolloutData): DeploymentHeaderRoute[] {
  // The controller removes its routes when a rollout ends, well or badly.
  if (data.status?.aborted || fullyPromoted(data) || !currentStepOf(data)) {
    return [];
  }
  const routes = new Map<string, DeploymentHeaderMatch[]>();
  for (const step of data.spec.canary!.steps.slice(0, stepIndexOf(data) + 1)) {
    if (step.kind === 'set-header-route') {
      routes.delete(step.name);
      if (step.matches.length > 0) {
        routes.set(step.name, step.matches);
      }
    }
  }
  return [...routes].map(([name, matches]) => ({ name, matches }));
}

/**
 * The header routes in force. The VirtualService tells, in the order of
 * `managedRoutes`, which is their precedence; when it is not known (another
 * router, no right to read it), the steps that have begun do.
 */
export function headerRoutesOf(
  data: RolloutData,
  namespace: string,
  virtualServices: ObservedObject<VirtualServiceData>[],
): DeploymentHeaderRoute[] {
  const routing = data.spec.canary?.trafficRouting;
  if (!routing) {
    return [];
  }
  const known = namedVirtualServices(data, namespace, virtualServices);
  if (known.length === 0) {
    return fromSteps(data);
  }
  const present = known.flatMap(({ found }) =>
    found.data.routes
      // One that mirrors is no header route, even when it matches on headers.
      .filter(route => route.headers.length > 0 && route.mirror === null)
      .map(({ name: route, headers }) => ({ name: route, matches: headers })),
  );
  return [...new Set(routing.managedRoutes)].flatMap(
    name => present.find(route => route.name === name) ?? [],
  );
}
