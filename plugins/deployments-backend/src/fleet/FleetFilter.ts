import type {
  DeploymentPhase,
  FleetSort,
} from '@heal7/backstage-plugin-deployments-common';

/**
 * Entities whose rollouts a caller may see: all, or these.
 *
 * @internal
 */
export type ReadableEntities = 'all' | ReadonlySet<string>;

/**
 * Whose rows are asked for.
 *
 * @internal
 */
export interface FleetScope {
  readable: ReadableEntities;
  /** Same text, same `readable`. */
  key: string;
}

/**
 * Which rows are asked for, ready for the database. Null lets everything
 * through, an empty list nothing.
 *
 * @internal
 */
export interface FleetFilter {
  phases: DeploymentPhase[] | null;
  clusters: string[] | null;
  engines: string[] | null;
  namespaces: string[] | null;
  owners: string[] | null;
  systems: string[] | null;
  domains: string[] | null;
  entities: string[] | null;
  /** Lower case. */
  image: string | null;
  /** Lower case. */
  text: string | null;
  /** The caller's own refs; null when it does not matter. */
  mine: string[] | null;
  attention: boolean;
  /** Those that no entity selects, instead of those that one does. */
  unmapped: boolean;
}

/** @internal */
export interface FleetOrder {
  sort: FleetSort;
  order: 'asc' | 'desc';
}
