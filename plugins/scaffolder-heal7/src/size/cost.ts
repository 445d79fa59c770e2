import { monthlyCost } from '@heal7/backstage-plugin-capacity-common';
import type {
  Cluster,
  Environment,
  Placements,
} from '../placements/placementsApi';
import type { Size } from './size';

/** From the fewest to the most replicas, US dollars a month. */
export interface Range {
  min: number;
  max: number;
}

export interface EnvironmentCost {
  environment: Environment & { budgetUsd: number };
  cost: Range;
}

export interface CostEstimate {
  /** Over the clusters with a price; undefined when none has one. */
  total?: Range;
  priced: Cluster[];
  unpriced: Cluster[];
  /** The environments that have a budget. */
  environments: EnvironmentCost[];
}

function rangeOf(size: Size, clusters: Cluster[]): Range {
  const over = (replicas: number) =>
    clusters.reduce(
      (sum, { price }) =>
        sum + (price ? monthlyCost(size, replicas, price) : 0),
      0,
    );
  return { min: over(size.minReplicas), max: over(size.maxReplicas) };
}

/**
 * What a service costs on the chosen clusters, each of which runs all of its
 * replicas.
 *
 * @param size - without problems
 */
export function estimateCost(
  size: Size,
  chosen: string[],
  { clusters, environments }: Placements,
): CostEstimate {
  const placed = clusters.filter(({ name }) => chosen.includes(name));
  const priced = placed.filter(({ price }) => price !== undefined);
  return {
    total: priced.length > 0 ? rangeOf(size, priced) : undefined,
    priced,
    unpriced: placed.filter(({ price }) => price === undefined),
    environments: environments.flatMap(environment => {
      const here = priced.filter(
        cluster => cluster.environment === environment.name,
      );
      const { budgetUsd } = environment;
      return here.length > 0 && budgetUsd !== undefined && budgetUsd > 0
        ? [
            {
              environment: { ...environment, budgetUsd },
              cost: rangeOf(size, here),
            },
          ]
        : [];
    }),
  };
}

/** Whether a service placed so runs in production. */
export const isProduction = (chosen: string[], { clusters }: Placements) =>
  clusters.some(
    ({ name, environment }) =>
      environment === 'production' && chosen.includes(name),
  );
