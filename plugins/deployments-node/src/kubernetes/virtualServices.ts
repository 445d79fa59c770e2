import type { DeploymentHeaderMatch } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '../source/WatchedKind';
import { asFields, asInteger, asList, asText, fieldOf, pathOf } from './json';

/**
 * Where a share of a route's requests goes.
 *
 * @public
 */
export interface RouteDestination {
  /** As written: a short name or a full one. */
  host: string;
  /** Empty when the whole host is meant. */
  subset: string;
  /** As written; 0 when missing. A single destination gets everything. */
  weight: number;
}

/**
 * One HTTP route. Istio takes the first whose match holds.
 *
 * @public
 */
export interface HttpRoute {
  /** Empty when it has none. */
  name: string;
  /** Requirements on headers; empty when it matches without any. */
  headers: DeploymentHeaderMatch[];
  /** Whether it matches on anything at all; false takes every request. */
  conditional: boolean;
  destinations: RouteDestination[];
  /** What gets a copy of the requests, and of how many percent of them. */
  mirror: { host: string; subset: string; percentage: number } | null;
  /** Whether it answers with a cookie, as session affinity does. */
  setsCookie: boolean;
}

/**
 * What is kept of a VirtualService.
 *
 * @public
 */
export interface VirtualServiceData {
  /** In order of precedence. */
  routes: HttpRoute[];
  /** What else it routes, whose weights are not read. */
  unread: ('tcp' | 'tls')[];
}

/**
 * How `StringMatch` of Argo Rollouts and of Istio says what a header must be.
 * Empty matchers are left out by both.
 *
 * @public
 */
export function headerMatch(
  header: string,
  matcher: unknown,
): DeploymentHeaderMatch {
  for (const kind of ['exact', 'prefix', 'regex'] as const) {
    const value = asText(fieldOf(matcher, kind));
    if (value !== '') {
      return { header, kind, value };
    }
  }
  return { header, kind: 'unknown', value: '' };
}

const hostOf = (value: unknown) => ({
  host: asText(fieldOf(value, 'host')),
  subset: asText(fieldOf(value, 'subset')),
});

function mirrorOf(route: unknown): HttpRoute['mirror'] {
  // `mirrors` came with Istio 1.18 and may list several; the controllers
  // write at most one, and so does this.
  const [first] = asList(fieldOf(route, 'mirrors'));
  const destination = fieldOf(route, 'mirror') ?? fieldOf(first, 'destination');
  if (!asFields(destination)) {
    return null;
  }
  const percentage =
    pathOf(route, 'mirrorPercentage', 'value') ??
    pathOf(first, 'percentage', 'value');
  return {
    ...hostOf(destination),
    percentage: typeof percentage === 'number' ? percentage : 100,
  };
}

function routeOf(route: unknown): HttpRoute {
  const destinations = asList(fieldOf(route, 'route'));
  const matches = asList(fieldOf(route, 'match'));
  return {
    name: asText(fieldOf(route, 'name')),
    headers: matches.flatMap(match =>
      Object.entries(asFields(fieldOf(match, 'headers')) ?? {}).map(
        ([header, matcher]) => headerMatch(header, matcher),
      ),
    ),
    conditional: matches.length > 0,
    destinations: destinations.map(destination => ({
      ...hostOf(fieldOf(destination, 'destination')),
      weight: asInteger(fieldOf(destination, 'weight')) ?? 0,
    })),
    mirror: mirrorOf(route),
    setsCookie: [route, ...destinations].some(holder =>
      ['add', 'set'].some(verb =>
        Object.keys(
          asFields(pathOf(holder, 'headers', 'response', verb)) ?? {},
        ).some(name => name.toLowerCase() === 'set-cookie'),
      ),
    ),
  };
}

const PROTOCOLS = ['tcp', 'tls'] as const;

/**
 * Where Istio splits the traffic.
 *
 * @public
 */
export const virtualServices: WatchedKind<VirtualServiceData> = {
  id: 'virtualservices',
  group: 'networking.istio.io',
  version: 'v1',
  // Istio before 1.22 does not serve v1; what is read here is the same.
  olderVersions: ['v1beta1', 'v1alpha3'],
  plural: 'virtualservices',
  optional: true,
  digest: object => ({
    data: {
      routes: asList(fieldOf(object.spec, 'http')).map(routeOf),
      unread: PROTOCOLS.filter(
        protocol => asList(fieldOf(object.spec, protocol)).length > 0,
      ),
    },
  }),
};
