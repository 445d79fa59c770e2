import type {
  DeploymentHeaderRoute,
  DeploymentTraffic,
  DeploymentTrafficDifference,
} from '@heal7/backstage-plugin-deployments-common';
import {
  deadEndOf,
  isHostOf,
  trafficFromRoutes,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  HttpRoute,
  ObservedObject,
  RouteDestination,
  RoutedRevision,
  VirtualServiceData,
} from '@heal7/backstage-plugin-deployments-node';
import type { CanaryData } from '../canary/CanaryData';
import { hasFailed, isIdle, isUndecided, phaseOf } from '../canary/phases';
import { strategyOf } from '../canary/strategy';
import { weightsOf } from '../canary/weights';
import type { Version } from './versions';
import type { Workload } from './workload';

type Host = Pick<RouteDestination, 'host'>;
type VirtualService = ObservedObject<VirtualServiceData>;

/** Which of the two Services of a Canary a route names. */
function sideOf(
  { host }: Host,
  { apex }: { apex: string },
  { namespace }: { namespace: string },
): 'primary' | 'canary' | null {
  const names = (side: string) =>
    isHostOf(host, namespace, { namespace, name: `${apex}-${side}` });
  if (names('primary')) {
    return 'primary';
  }
  return names('canary') ? 'canary' : null;
}

/** The VirtualService that Flagger writes: named as the Service it is for. */
export function virtualServiceOf(
  root: ObservedObject<CanaryData>,
  virtualServices: VirtualService[],
): VirtualService | null {
  return (
    virtualServices.find(
      ({ namespace, name }) =>
        namespace === root.namespace && name === root.data.spec.apex,
    ) ?? null
  );
}

/** Percent of the requests that the canary's Service gets by its route. */
export const canaryShareOf = (traffic: DeploymentTraffic): number =>
  traffic.shares
    .filter(({ role }) => role === 'canary')
    .reduce((sum, { weight }) => sum + weight, 0);

/** The weight that Flagger's status stands for; null where it tells none. */
function recordedOf(data: CanaryData): number | null {
  if (isIdle(data) || hasFailed(data)) {
    return 0;
  }
  const weighs =
    phaseOf(data) === 'Progressing' && strategyOf(data.spec) === 'canary';
  return weighs && data.status ? data.status.weight : null;
}

function differenceOf(
  data: CanaryData,
  share: number,
): DeploymentTrafficDifference | null {
  const recorded = recordedOf(data);
  if (recorded === null || recorded === share) {
    return null;
  }
  // The route is written a moment before the status.
  const next =
    data.spec.analysis &&
    weightsOf(data.spec.analysis).find(weight => weight > recorded);
  return isUndecided(data) && share === next
    ? null
    : {
        code: 'changed-by-others',
        message: `The route sends ${share} % of the requests to the canary; Flagger recorded ${recorded} %.`,
      };
}

/**
 * Where requests go by the VirtualService; null without one, as where another
 * mesh or ingress routes.
 */
export function trafficOf(
  data: CanaryData,
  virtualService: VirtualService | null,
  versions: Version[],
  workload: Workload,
): DeploymentTraffic | null {
  if (!virtualService) {
    return null;
  }
  const { namespace, name } = virtualService;
  const hashOf = (role: string) =>
    versions.find(version => version.role === role)?.hash ?? '';
  const ready = {
    primary: workload.primary?.deployment.data.replicas.ready ?? 0,
    canary: workload.target?.deployment.data.replicas.ready ?? 0,
  };
  const resolve = (destination: Host): RoutedRevision | null => {
    const side = sideOf(destination, data.spec, virtualService);
    if (!side) {
      return null;
    }
    // Between runs there is no canary, but its Service may be routed to.
    return side === 'primary'
      ? { hash: hashOf('stable'), role: 'stable' }
      : { hash: hashOf('canary'), role: 'canary' };
  };
  const traffic = trafficFromRoutes(
    `VirtualService ${namespace}/${name}`,
    virtualService.data.routes,
    resolve,
  );
  if (!traffic) {
    return null;
  }
  const share = canaryShareOf(traffic);
  const routed = traffic.shares.some(({ role }) => role !== null);
  const difference: DeploymentTrafficDifference | null = routed
    ? deadEndOf(traffic, hash =>
        hash === hashOf('stable') ? ready.primary : ready.canary,
      ) ?? differenceOf(data, share)
    : {
        code: 'no-route',
        message: `No route of the VirtualService leads to ${data.spec.apex}-primary or ${data.spec.apex}-canary.`,
      };
  return {
    ...traffic,
    // After a run a cookie is set to take the run's own cookie away.
    sticky: traffic.sticky && share > 0,
    difference,
  };
}

/**
 * Requests that all reach the new revision: those of A/B testing. A cookie of
 * session affinity is none of a person's choosing, and `sticky` tells of it.
 */
export function headerRoutesOf(
  data: CanaryData,
  virtualService: VirtualService | null,
): DeploymentHeaderRoute[] {
  if (!virtualService || strategyOf(data.spec) !== 'a-b') {
    return [];
  }
  const leads = ({ destinations }: HttpRoute) =>
    destinations.some(
      destination =>
        destination.weight > 0 &&
        sideOf(destination, data.spec, virtualService) === 'canary',
    );
  return virtualService.data.routes
    .filter(route => route.headers.length > 0 && leads(route))
    .map(({ name, headers }) => ({ name: name || 'match', matches: headers }));
}
