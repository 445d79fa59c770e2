import type { ReplicaSetData } from '@heal7/backstage-plugin-deployments-node';
import { isHostOf } from '@heal7/backstage-plugin-deployments-node';
import type { HttpRoute } from '@heal7/backstage-plugin-deployments-node';
import type { ColourData } from '../kinds/deployments';
import type { RouteData } from '../kinds/routes';
import type { ServiceData } from '../kinds/services';
import { COLOURS, isColour, otherThan } from './colours';
import type { Colour } from './colours';
import { isTakenBack, isUnderWay } from './release';
import type { Release } from './release';

/** What decisions about a pair rest on, whether watched or read live. */
export interface PairFacts {
  service: { namespace: string; name: string; data: ServiceData };
  colours: {
    name: string;
    data: ColourData;
    replicaSet: ReplicaSetData | null;
  }[];
  /** In no particular order. */
  routes: { namespace: string; name: string; data: RouteData }[];
}

/** A colour as it stands. */
export interface ColourSide {
  colour: Colour;
  /** Null without a Deployment. */
  data: ColourData | null;
  replicaSet: ReplicaSetData | null;
  /**
   * Pod template hash of what it runs; the colour's name where its
   * ReplicaSets are not seen.
   */
  hash: string;
  /** Percent of the requests; 0 without a route. */
  weight: number;
  ready: number;
}

/** The route of a VirtualService that splits requests between the colours. */
export interface SplittingRoute {
  namespace: string;
  name: string;
  data: RouteData;
  /** Within `spec.http`. */
  index: number;
  route: HttpRoute;
  /** Percent by colour. */
  weights: Record<Colour, number>;
}

/** The pair, seen from who is live. */
export interface Pair {
  live: ColourSide;
  other: ColourSide;
  /** The other one came after the live one. */
  otherIsNewer: boolean;
  /** All that split requests; usually one. */
  splits: SplittingRoute[];
  /** What the delivery script wrote down, if it was used. */
  release: Release | null;
  /** Who works on it, by the script's lock. */
  holder: string | null;
  /** What is being rolled out, or what was last. */
  newest: ColourSide;
}

const percent = (part: number, sum: number) =>
  sum === 0 ? 0 : Math.round((part * 10_000) / sum) / 100;

function weightsIn(
  route: HttpRoute,
  isOwn: (host: string) => boolean,
): Record<Colour, number> | null {
  const own = route.destinations.filter(
    ({ host, subset }) => isOwn(host) && isColour(subset),
  );
  const ofColour = (colour: Colour) =>
    own
      .filter(({ subset }) => subset === colour)
      .reduce((sum, { weight }) => sum + Math.max(weight, 0), 0);
  const sum = route.destinations.reduce(
    (total, { weight }) => total + Math.max(weight, 0),
    0,
  );
  return COLOURS.every(colour => own.some(({ subset }) => subset === colour))
    ? {
        blue: percent(ofColour('blue'), sum),
        green: percent(ofColour('green'), sum),
      }
    : null;
}

/**
 * The route that most requests meet: the one named `primary`, which is what
 * the delivery script changes, else the first without a condition.
 */
export function splitOf(
  { namespace, name, data }: PairFacts['routes'][number],
  service: { namespace: string; name: string },
): SplittingRoute | null {
  const splitting = data.routes.flatMap((route, index) => {
    const weights = weightsIn(route, host =>
      isHostOf(host, namespace, service),
    );
    return weights ? [{ namespace, name, data, index, route, weights }] : [];
  });
  return (
    splitting.find(({ route }) => route.name === 'primary') ??
    splitting.find(({ route }) => !route.conditional) ??
    null
  );
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

/**
 * Whether `a` came up after `b`; the colour without a time came first. Times
 * are of whole seconds: within one, the colour that was changed more often is
 * taken for the newer one.
 */
function cameAfter(a: ColourSide, b: ColourSide): boolean {
  const timeOf = ({ data, replicaSet }: ColourSide) =>
    data?.rolledOutAt ?? replicaSet?.createdAt ?? '';
  return timeOf(a) === timeOf(b)
    ? (a.data?.revision ?? 0) > (b.data?.revision ?? 0)
    : timeOf(a) > timeOf(b);
}

function liveOf(
  facts: PairFacts,
  sides: Record<Colour, ColourSide>,
  release: Release | null,
): Colour {
  const { selects } = facts.service.data;
  if (selects) {
    return selects;
  }
  if (sides.blue.weight !== sides.green.weight) {
    return sides.blue.weight > sides.green.weight ? 'blue' : 'green';
  }
  if (release && isUnderWay(release)) {
    return release.live;
  }
  return cameAfter(sides.blue, sides.green) ? 'green' : 'blue';
}

/** Works out who is live and what is being rolled out. Pure. */
export function pairOf(facts: PairFacts): Pair {
  const splits = facts.routes
    .map(route => splitOf(route, facts.service))
    .filter(split => split !== null)
    .sort(
      (a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name),
    );
  const [main] = splits;
  const sideOf = (colour: Colour): ColourSide => {
    const found = facts.colours.find(({ data }) => data.colour === colour);
    return {
      colour,
      data: found?.data ?? null,
      replicaSet: found?.replicaSet ?? null,
      hash: found?.replicaSet?.hash || colour,
      weight: main?.weights[colour] ?? 0,
      ready: found?.data.replicas.ready ?? 0,
    };
  };
  const sides = { blue: sideOf('blue'), green: sideOf('green') };
  const release = main?.data.release ?? null;
  const live = sides[liveOf(facts, sides, release)];
  const other = sides[otherThan(live.colour)];
  const released = release?.next === other.colour;
  const otherIsNewer =
    (released && (isUnderWay(release) || isTakenBack(release))) ||
    (cameAfter(other, live) && (other.data?.replicas.desired ?? 0) > 0);
  return {
    live,
    other,
    otherIsNewer,
    splits,
    release,
    holder: main?.data.lock?.holder ?? null,
    newest: otherIsNewer || other.weight > 0 ? other : live,
  };
}

/** Percent that a first step sends to the new colour, as the script's does. */
export const FIRST_SHARE = 10;

/** The weights that lead from one colour to the other. */
export const stepsOf = ({ release }: Pair): number[] => [
  release && release.share > 0 && release.share < 50
    ? release.share
    : FIRST_SHARE,
  100,
];
