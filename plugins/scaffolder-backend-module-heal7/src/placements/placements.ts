import type { Entity } from '@backstage/catalog-model';
import {
  priceOf,
  type PriceEntry,
  type UnitPrice,
} from '@heal7/backstage-plugin-capacity-common';

/** Where a service can run. */
export interface PlacementCluster {
  name: string;
  title: string;
  cloud?: string;
  region?: string;
  role?: string;
  /** Name of the environment that the cluster belongs to. */
  environment?: string;
  /** Absent where no price is known. */
  price?: UnitPrice;
}

/** An environment and what it may cost in a month. */
export interface PlacementEnvironment {
  name: string;
  title: string;
  /** Absent where no budget is set. */
  budgetUsd?: number;
}

/** Answer of `GET /heal7/placements`. */
export interface Placements {
  clusters: PlacementCluster[];
  environments: PlacementEnvironment[];
}

const CLOUD = 'heal7.com/cloud';
const REGION = 'heal7.com/region';
const ROLE = 'heal7.com/role';
const ENVIRONMENT = 'heal7.com/environment';
const BUDGET = 'heal7.com/monthly-budget-usd';

/** Where several clusters are listed, those that serve come first. */
const ROLES = ['primary', 'active', 'secondary', 'backup', 'standby'];

function rank({ role }: PlacementCluster): number {
  const index = ROLES.indexOf(role ?? '');
  return index < 0 ? ROLES.length : index;
}

function annotation(entity: Entity, key: string): string | undefined {
  return entity.metadata.annotations?.[key];
}

function titleOf({ metadata }: Entity): string {
  return metadata.title ?? metadata.name;
}

function budgetOf(entity: Entity): number | undefined {
  const budget = Number(annotation(entity, BUDGET) ?? NaN);
  return Number.isFinite(budget) && budget >= 0 ? budget : undefined;
}

/**
 * Clusters and environments as the catalog describes them, with the prices of
 * a book.
 */
export function placementsOf(
  resources: { clusters: Entity[]; environments: Entity[] },
  book: readonly PriceEntry[],
): Placements {
  const clusters = resources.clusters.map(entity => {
    const where = {
      cloud: annotation(entity, CLOUD),
      region: annotation(entity, REGION),
    };
    return {
      name: entity.metadata.name,
      title: titleOf(entity),
      ...where,
      role: annotation(entity, ROLE),
      environment: annotation(entity, ENVIRONMENT),
      price: priceOf(book, where),
    };
  });
  const environments = resources.environments.map(entity => ({
    name: annotation(entity, ENVIRONMENT) ?? entity.metadata.name,
    title: titleOf(entity),
    budgetUsd: budgetOf(entity),
  }));
  return {
    clusters: clusters.sort(
      (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name),
    ),
    environments,
  };
}
