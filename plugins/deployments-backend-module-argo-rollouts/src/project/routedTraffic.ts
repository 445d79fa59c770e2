import type { DeploymentTraffic } from '@heal7/backstage-plugin-deployments-common';
import {
  isHostOf,
  trafficFromRoutes,
  trafficNotRead,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  DestinationRuleData,
  HttpRoute,
  ObservedObject,
  ResolveDestination,
  RoutedRevision,
  VirtualServiceData,
} from '@heal7/backstage-plugin-deployments-node';
import { HASH_LABEL } from '../kinds/hashLabel';
import { fullyPromoted } from '../rollout/facts';
import type { RolloutData } from '../rollout/RolloutData';
import { rolesOf } from './roles';
import { namedVirtualServices } from './virtualServices';
import type { NamedVirtualService } from './virtualServices';

/** Which revision each Service leads to: the controller sets its selector. */
function hashesOfServices(
  data: RolloutData,
): [service: string, hash: string][] {
  const { status, spec } = data;
  const { stableService, canaryService, pingPong } = spec.canary!;
  const stable = status?.stableHash ?? '';
  const current = status?.currentPodHash ?? '';
  if (!pingPong) {
    return [
      [stableService, stable],
      [canaryService, current],
    ];
  }
  // The other one keeps selecting the revision before until the next rollout.
  const other = fullyPromoted(data) ? '' : current;
  return status?.stablePingPong === 'pong'
    ? [
        [pingPong.pong, stable],
        [pingPong.ping, other],
      ]
    : [
        [pingPong.ping, stable],
        [pingPong.pong, other],
      ];
}

/**
 * The hash that a subset leads to: the label that the controller writes into
 * the DestinationRule, or what it writes there when the rule is not readable.
 */
function hashOfSubset(
  data: RolloutData,
  subset: string,
  rule: DestinationRuleData | undefined,
): string {
  const named = data.spec.canary?.trafficRouting?.destinationRule;
  const known = rule?.subsets.find(({ name }) => name === subset);
  if (known) {
    return known.labels[HASH_LABEL] ?? '';
  }
  if (rule || !named) {
    return '';
  }
  const hashes = new Map([
    [named.stableSubset, data.status?.stableHash ?? ''],
    [named.canarySubset, data.status?.currentPodHash ?? ''],
  ]);
  return hashes.get(subset) ?? '';
}

function resolverOf(
  data: RolloutData,
  namespace: string,
  routesIn: string,
  rule: DestinationRuleData | undefined,
): ResolveDestination {
  const revision = (hash: string): RoutedRevision | null =>
    hash === '' ? null : { hash, role: rolesOf(data, hash)[0] };
  const services = hashesOfServices(data);
  return ({ host, subset }) => {
    if (subset !== '') {
      return revision(hashOfSubset(data, subset, rule));
    }
    const service = services.find(([name]) =>
      isHostOf(host, routesIn, { namespace, name }),
    );
    return revision(service?.[1] ?? '');
  };
}

/** The routes that the controller sets the weights of, and adds. */
function managedRoutes(
  { wanted, found }: NamedVirtualService,
  added: string[],
): HttpRoute[] {
  const { routes } = found.data;
  if (wanted.routes.length > 0) {
    return routes.filter(({ name }) =>
      [...wanted.routes, ...added].includes(name),
    );
  }
  const own = routes.filter(({ name }) => !added.includes(name));
  const only = own.length === 1 ? own[0] : own.find(({ name }) => name === '');
  return routes.filter(route => route === only || added.includes(route.name));
}

/**
 * Where the VirtualServices that the rollout names send requests; null when
 * none of them is known. The controller writes the same weights into all: the
 * first that leads to a revision is shown.
 */
export function routedTraffic(
  data: RolloutData,
  namespace: string,
  virtualServices: ObservedObject<VirtualServiceData>[],
  destinationRules: ObservedObject<DestinationRuleData>[],
): DeploymentTraffic | null {
  const routing = data.spec.canary?.trafficRouting;
  const rule = destinationRules.find(
    found =>
      found.namespace === namespace &&
      found.name === routing?.destinationRule?.name,
  )?.data;
  const read = namedVirtualServices(data, namespace, virtualServices).flatMap(
    service => {
      const { found } = service;
      const about = `VirtualService ${found.namespace}/${found.name}`;
      return (
        trafficFromRoutes(
          about,
          managedRoutes(service, routing?.managedRoutes ?? []),
          resolverOf(data, namespace, found.namespace, rule),
        ) ??
        trafficNotRead(about, found.data) ??
        []
      );
    },
  );
  return (
    read.find(({ shares }) => shares.some(({ role }) => role !== null)) ??
    read[0] ??
    null
  );
}
