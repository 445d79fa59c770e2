import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../kubeObject.mts';
import { RESOURCES } from '../../store/resourceType.mts';
import { recordEvent, type Pass } from './pass.mts';
import {
  HASH_LABEL,
  type CanaryStep,
  type HeaderMatch,
  type IstioRouting,
} from './types.mts';

/** One destination of a route. */
export interface RouteDestination {
  destination: { host: string; subset?: string; port?: { number: number } };
  weight?: number;
}

/** One HTTP route of a VirtualService. */
export interface HttpRoute {
  name?: string;
  match?: unknown[];
  route?: RouteDestination[];
  [field: string]: unknown;
}

export interface VirtualService extends KubeObject {
  spec: { http?: HttpRoute[]; [field: string]: unknown };
}

export interface DestinationRule extends KubeObject {
  spec: {
    host: string;
    subsets?: { name: string; labels?: Record<string, string> }[];
    [field: string]: unknown;
  };
}

function routingOf(pass: Pass): IstioRouting | undefined {
  return pass.rollout.spec.strategy.canary?.trafficRouting?.istio;
}

function editVirtualService(
  pass: Pass,
  edit: (routes: HttpRoute[]) => HttpRoute[],
): boolean {
  const name = routingOf(pass)?.virtualService?.name;
  const { namespace } = pass.rollout.metadata;
  const found = name
    ? pass.store.get<VirtualService>(RESOURCES.virtualServices, namespace, name)
    : undefined;
  if (!found) {
    return false;
  }
  const http = edit(found.spec.http ?? []);
  if (isDeepStrictEqual(http, found.spec.http)) {
    return false;
  }
  pass.store.replace<VirtualService>(RESOURCES.virtualServices, {
    ...found,
    spec: { ...found.spec, http },
  });
  return true;
}

function managedNames(pass: Pass): string[] {
  const routing = pass.rollout.spec.strategy.canary?.trafficRouting;
  return (routing?.managedRoutes ?? []).map(({ name }) => name);
}

function isCanary(pass: Pass, { destination }: RouteDestination): boolean {
  const rule = routingOf(pass)?.destinationRule;
  return rule
    ? destination.subset === rule.canarySubsetName
    : destination.host === pass.rollout.spec.strategy.canary?.canaryService;
}

/** Gives the canary its weight in the routes that the rollout may edit. */
export function setRouteWeights(pass: Pass, weight: number): void {
  const routes = routingOf(pass)?.virtualService?.routes;
  const managed = managedNames(pass);
  const changed = editVirtualService(pass, http =>
    http.map(route => {
      const ours = routes?.length
        ? routes.includes(route.name ?? '')
        : !managed.includes(route.name ?? '');
      return ours && (route.route ?? []).length > 1
        ? {
            ...route,
            route: route.route?.map(target => ({
              ...target,
              weight: isCanary(pass, target) ? weight : 100 - weight,
            })),
          }
        : route;
    }),
  );
  if (changed) {
    const name = routingOf(pass)?.virtualService?.name;
    recordEvent(
      pass,
      'Updated VirtualService',
      `VirtualService \`${name}\` set to desiredWeight '${weight}'`,
    );
  }
}

function toIstioMatch(match: HeaderMatch): unknown {
  return { headers: { [match.headerName]: match.headerValue } };
}

/** Puts the route of a step first, or takes it away when it has no match. */
export function setHeaderRoute(
  pass: Pass,
  step: NonNullable<CanaryStep['setHeaderRoute']>,
): void {
  const { name, match } = step;
  const changed = editVirtualService(pass, http => {
    const others = http.filter(route => route.name !== name);
    const target = http
      .flatMap(route => route.route ?? [])
      .find(destination => isCanary(pass, destination));
    return match && target
      ? [
          {
            name,
            match: match.map(toIstioMatch),
            route: [{ destination: target.destination, weight: 100 }],
          },
          ...others,
        ]
      : others;
  });
  if (changed) {
    const virtualService = routingOf(pass)?.virtualService?.name;
    recordEvent(
      pass,
      'Updated VirtualService',
      `VirtualService \`${virtualService}\` set headerRoute '${name}'`,
    );
  }
}

/** Takes away every route that the steps have added. */
export function removeManagedRoutes(pass: Pass): void {
  const managed = managedNames(pass);
  const changed = editVirtualService(pass, http =>
    http.filter(route => !managed.includes(route.name ?? '')),
  );
  if (changed) {
    const name = routingOf(pass)?.virtualService?.name;
    recordEvent(
      pass,
      'Updated VirtualService',
      `VirtualService \`${name}\` removed all managed routes.`,
    );
  }
}

/** Points the subsets of the DestinationRule at the two revisions. */
export function setSubsets(pass: Pass, canary: string, stable: string): void {
  const rule = routingOf(pass)?.destinationRule;
  const { namespace } = pass.rollout.metadata;
  const found = rule
    ? pass.store.get<DestinationRule>(
        RESOURCES.destinationRules,
        namespace,
        rule.name,
      )
    : undefined;
  if (!rule || !found) {
    return;
  }
  const hashes: Record<string, string> = {
    [rule.canarySubsetName]: canary,
    [rule.stableSubsetName]: stable,
  };
  const subsets = (found.spec.subsets ?? []).map(subset =>
    hashes[subset.name]
      ? {
          ...subset,
          labels: { ...subset.labels, [HASH_LABEL]: hashes[subset.name] },
        }
      : subset,
  );
  const before = pass.store.version;
  pass.store.replace<DestinationRule>(RESOURCES.destinationRules, {
    ...found,
    spec: { ...found.spec, subsets },
  });
  if (pass.store.version !== before) {
    recordEvent(
      pass,
      'UpdatedDestinationRule',
      `DestinationRule ${rule.name} subset updated ` +
        `(canary: ${canary}, stable: ${stable})`,
    );
  }
}
