import type { CostEstimate } from '@heal7/backstage-plugin-provisioning-common';

/**
 * The sum of several estimates; null of none. It is as old as the oldest.
 *
 * @internal
 */
export function addedCosts(costs: CostEstimate[]): CostEstimate | null {
  const [first, ...rest] = costs;
  return first
    ? rest.reduce(
        (sum, cost) => ({
          currency: 'USD',
          monthly: sum.monthly + cost.monthly,
          items: [...sum.items, ...cost.items],
          unpriced: [...sum.unpriced, ...cost.unpriced],
          pricesAsOf:
            cost.pricesAsOf < sum.pricesAsOf ? cost.pricesAsOf : sum.pricesAsOf,
          outdated: sum.outdated || cost.outdated,
        }),
        first,
      )
    : null;
}
