import type {
  Freeze,
  FreezeNotice,
} from '@heal7/backstage-plugin-deployments-common';

/**
 * Where a target is, as freezes see it.
 *
 * @internal
 */
export interface FrozenPlace {
  cluster: string;
  /** Null when the cluster's configuration names none. */
  environment: string | null;
}

/**
 * Whether a freeze is about a place: what it names has to fit, and what it
 * leaves open fits always.
 *
 * @internal
 */
export const concerns = (
  freeze: Pick<Freeze, 'cluster' | 'environment'>,
  place: FrozenPlace,
): boolean =>
  (freeze.cluster === null || freeze.cluster === place.cluster) &&
  (freeze.environment === null || freeze.environment === place.environment);

/**
 * The freeze that holds somewhere now. Of several, the one that ends last:
 * its end is when people can act again.
 *
 * @internal
 */
export function freezeInForce(
  freezes: Freeze[],
  place: FrozenPlace,
  now: Date,
): FreezeNotice | null {
  const time = now.getTime();
  const last = freezes
    .filter(
      freeze =>
        concerns(freeze, place) &&
        Date.parse(freeze.from) <= time &&
        time < Date.parse(freeze.until),
    )
    .reduce<Freeze | null>(
      (latest, freeze) =>
        latest && Date.parse(latest.until) >= Date.parse(freeze.until)
          ? latest
          : freeze,
      null,
    );
  return last && { id: last.id, reason: last.reason, until: last.until };
}
