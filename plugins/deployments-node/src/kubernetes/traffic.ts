import type {
  DeploymentRole,
  DeploymentTraffic,
  DeploymentTrafficDifference,
  DeploymentTrafficShare,
} from '@heal7/backstage-plugin-deployments-common';
import { compareTexts } from './json';
import type {
  HttpRoute,
  RouteDestination,
  VirtualServiceData,
} from './virtualServices';

/**
 * A revision that a route leads to.
 *
 * @public
 */
export interface RoutedRevision {
  hash: string;
  role: DeploymentRole;
}

/**
 * Which revision a destination means; null when none of this rollout.
 *
 * @public
 */
export type ResolveDestination = (
  destination: Pick<RouteDestination, 'host' | 'subset'>,
) => RoutedRevision | null;

const NEW_ROLES: readonly DeploymentRole[] = ['canary', 'preview'];

/**
 * Whether the host of a destination is a Service. Short names mean the
 * namespace of the object that they are written in; a full name may end in any
 * cluster domain.
 *
 * @param namespace - of the VirtualService or DestinationRule.
 * @public
 */
export function isHostOf(
  host: string,
  namespace: string,
  service: { namespace: string; name: string },
): boolean {
  const [name, inNamespace = namespace, svc = 'svc'] = host
    .replace(/\.$/, '')
    .split('.');
  return (
    name !== '' &&
    name === service.name &&
    inNamespace === service.namespace &&
    svc === 'svc'
  );
}

/** As text, for people: `host/subset`. */
const nameOf = ({ host, subset }: RouteDestination) =>
  subset === '' ? host : `${host}/${subset}`;

const percent = (part: number, whole: number) =>
  Math.round((part * 10_000) / whole) / 100;

/**
 * Weights are relative to their sum. A single destination gets everything,
 * whatever its weight says; among several one without a weight gets nothing.
 */
function sharesOf(
  route: HttpRoute,
  resolve: ResolveDestination,
): DeploymentTrafficShare[] {
  const weights = new Map<string, { of: RouteDestination; weight: number }>();
  for (const destination of route.destinations) {
    const name = nameOf(destination);
    const before = weights.get(name)?.weight ?? 0;
    const weight = before + Math.max(destination.weight, 0);
    weights.set(name, { of: destination, weight });
  }
  const entries = [...weights];
  const sum = entries.reduce((total, [, { weight }]) => total + weight, 0);
  const alone = entries.length === 1;
  const shares = entries
    .map(([destination, { of, weight }]) => {
      const revision = resolve(of);
      const shared = sum === 0 ? 0 : percent(weight, sum);
      return {
        hash: revision?.hash ?? '',
        role: revision?.role ?? null,
        destination,
        weight: alone ? 100 : shared,
      };
    })
    .sort(
      (a, b) =>
        b.weight - a.weight || compareTexts(a.destination, b.destination),
    );
  // Between two rollouts both destinations lead to the same revision.
  return shares.filter(
    ({ hash, weight }, index) =>
      weight > 0 ||
      hash === '' ||
      shares.findIndex(share => share.hash === hash) === index,
  );
}

/**
 * Where requests go, read from routes in their order of precedence; null
 * without any. Of several routes the one that most requests meet speaks for
 * all: it leads to a revision, asks for no header, and matches everything
 * where one does. Copies and cookies are looked for in all of them. The
 * difference to what was asked for is the engine's to say.
 *
 * @param about - `kind namespace/name` of where they were found.
 * @public
 */
export function trafficFromRoutes(
  about: string,
  routes: HttpRoute[],
  resolve: ResolveDestination,
): DeploymentTraffic | null {
  const leading = routes.filter(route =>
    route.destinations.some(destination => resolve(destination)),
  );
  const among = leading.length > 0 ? leading : routes;
  const plain = among.filter(route => route.headers.length === 0);
  const main = plain.find(route => !route.conditional) ?? plain[0] ?? among[0];
  if (!main) {
    return null;
  }
  const copies = among.map(({ mirror }) => {
    const revision = mirror && resolve(mirror);
    return revision && NEW_ROLES.includes(revision.role)
      ? mirror.percentage
      : 0;
  });
  return {
    source: 'virtual-service',
    about,
    shares: sharesOf(main, resolve),
    mirroredPercent: Math.min(Math.max(0, ...copies), 100),
    sticky: among.some(route => route.setsCookie),
    difference: null,
  };
}

/**
 * Says of a VirtualService without HTTP routes that what it splits is not read;
 * null when it has any, or routes nothing.
 *
 * @param about - `kind namespace/name` of it.
 * @public
 */
export function trafficNotRead(
  about: string,
  { routes, unread }: VirtualServiceData,
): DeploymentTraffic | null {
  return routes.length > 0 || unread.length === 0
    ? null
    : {
        source: 'virtual-service',
        about,
        shares: [],
        mirroredPercent: 0,
        sticky: false,
        difference: {
          code: 'not-read',
          message: `${about} has only ${unread
            .map(protocol => protocol.toUpperCase())
            .join(
              ' and ',
            )} routes, whose weights are not read: what is shown is what the engine reports.`,
        },
      };
}

/**
 * Says that requests go to a revision without a ready pod; null when none do.
 *
 * @param readyOf - ready pods of the revision with that hash; null when that is
 * not known.
 * @public
 */
export function deadEndOf(
  traffic: DeploymentTraffic,
  readyOf: (hash: string) => number | null,
): DeploymentTrafficDifference | null {
  const dead = traffic.shares.find(
    ({ weight, role, hash }) =>
      weight > 0 && role !== null && readyOf(hash) === 0,
  );
  return dead
    ? {
        code: 'dead-end',
        message: `${dead.weight} % of the requests go to ${dead.destination}, where no pod is ready.`,
      }
    : null;
}
