import type {
  DeploymentHeaderRoute,
  DeploymentTraffic,
  DeploymentWeight,
} from '@heal7/backstage-plugin-deployments-common';
import {
  deadEndOf,
  isHostOf,
  trafficFromRoutes,
} from '@heal7/backstage-plugin-deployments-node';
import type { ResolveDestination } from '@heal7/backstage-plugin-deployments-node';
import type { Pair, PairFacts } from '../pair/Pair';
import { rolesOf } from './roles';

/** What the newest colour should have, and has. */
export function weightOf({ newest, live, release }: Pair): DeploymentWeight {
  if (newest === live) {
    return { set: 100, actual: 100, max: 100 };
  }
  const watched = ['watching', 'inconclusive'].includes(release?.phase ?? '');
  return {
    set: watched && release ? release.share : newest.weight,
    actual: newest.weight,
    max: 100,
  };
}

/** Which colour a destination means. */
function resolver(
  { service }: PairFacts,
  pair: Pair,
  namespace: string,
): ResolveDestination {
  return ({ host, subset }) => {
    const side = [pair.live, pair.other].find(
      ({ colour }) => colour === subset,
    );
    return side && isHostOf(host, namespace, service)
      ? { hash: side.hash, role: rolesOf(side, pair)[0] }
      : null;
  };
}

/** Where requests go, by the first of the VirtualServices that split them. */
export function trafficOf(
  facts: PairFacts,
  pair: Pair,
): DeploymentTraffic | null {
  const [split] = pair.splits;
  if (!split) {
    return null;
  }
  const { namespace, name, route, data } = split;
  const resolve = resolver(facts, pair, namespace);
  const own = data.routes.filter(({ destinations }) =>
    destinations.some(destination => resolve(destination)),
  );
  const traffic = trafficFromRoutes(
    `VirtualService ${namespace}/${name}`,
    [route, ...own.filter(other => other !== route)],
    resolve,
  );
  const readyOf = (hash: string) =>
    [pair.live, pair.other].find(side => side.hash === hash)?.ready ?? 0;
  return (
    traffic && {
      ...traffic,
      difference: deadEndOf(traffic, readyOf) ?? changed(pair),
    }
  );
}

function changed(pair: Pair): DeploymentTraffic['difference'] {
  const { set, actual } = weightOf(pair);
  return set === actual
    ? null
    : {
        code: 'changed-by-others',
        message: `The release asks for ${set} %, and the route says ${actual} %.`,
      };
}

/** Requests with these headers go to one colour whatever the weights. */
export function headerRoutesOf(
  facts: PairFacts,
  pair: Pair,
): DeploymentHeaderRoute[] {
  return pair.splits.flatMap(({ namespace, data }) => {
    const resolve = resolver(facts, pair, namespace);
    return data.routes
      .filter(
        ({ headers, destinations }) =>
          headers.length > 0 &&
          destinations.length === 1 &&
          resolve(destinations[0])?.hash === pair.other.hash,
      )
      .map(({ name, headers }) => ({ name, matches: headers }));
  });
}
