import type { DeploymentExplanation } from '../state/DeploymentExplanation';
import type { DeploymentReplicas } from '../state/DeploymentReplicas';
import type {
  DeploymentPause,
  DeploymentPhase,
  DeploymentStrategy,
  DeploymentWeight,
} from '../state/DeploymentState';
import type { DeploymentStepPosition } from '../state/DeploymentStep';
import type { DeploymentTargetRef } from './wire';

/** What rows can be sorted by. @public */
export type FleetSort = 'attention' | 'name' | 'changed' | 'phase' | 'cluster';

/**
 * Query of `GET /v1/targets` and `GET /v1/targets/summary`. Values of one
 * filter are alternatives (`?phase=paused&phase=degraded`), filters are
 * joined by and. The summary ignores cursor, limit and sort.
 *
 * @public
 */
export interface FleetQuery {
  phase?: DeploymentPhase[];
  cluster?: string[];
  environment?: string[];
  engine?: string[];
  namespace?: string[];
  /** Entity refs of owners. */
  owner?: string[];
  /** Entity refs. */
  system?: string[];
  /** Entity refs of domains. */
  domain?: string[];
  /** Entity refs: rollouts of exactly these entities. */
  entity?: string[];
  /** Part of an image's name, tag or digest. */
  image?: string;
  /** Part of a rollout's, entity's or namespace's name. */
  text?: string;
  /** Only what the caller or a group of theirs owns. */
  mine?: boolean;
  /** Only what somebody should look at; see `needsAttention`. */
  attention?: boolean;
  /**
   * Rollouts that no entity selects; needs `deployments.unmapped.read`. When
   * false or left out they are not among the rows.
   */
  unmapped?: boolean;
  sort?: FleetSort;
  order?: 'asc' | 'desc';
  /** Of the page before. Only good with the same filters and sort. */
  cursor?: string;
  /** 1 to 200; 50 when left out. */
  limit?: number;
}

/**
 * `GET /v1/targets`. Carries an ETag.
 *
 * @public
 */
export interface FleetPage {
  items: FleetRow[];
  /** Pass as `cursor` to read on; null at the end. */
  nextCursor: string | null;
  /** Signal channels that say "changed" for these filters. Opaque. */
  channels: string[];
}

/**
 * One rollout as a row.
 *
 * @public
 */
export interface FleetRow {
  /** Opaque and stable. */
  id: string;
  target: DeploymentTargetRef;
  /** Entities that select it and that the caller may read; may be empty. */
  entities: FleetEntity[];
  environment: string | null;
  strategy: DeploymentStrategy;
  phase: DeploymentPhase;
  message: string;
  explanation: DeploymentExplanation | null;
  attention: boolean;
  aborted: boolean;
  step: DeploymentStepPosition | null;
  weight: DeploymentWeight;
  pause: DeploymentPause | null;
  replicas: DeploymentReplicas;
  /** Images of the newest revision. */
  images: string[];
  /** Images of the revision it replaces; empty when there is none. */
  previousImages: string[];
  /** ISO 8601. */
  changedAt: string;
  /** True while the cluster cannot be watched: this is the last known state. */
  stale: boolean;
}

/** @public */
export interface FleetEntity {
  entityRef: string;
  title: string;
  /** Entity refs. */
  owners: string[];
  /** Entity ref; null when it belongs to none. */
  system: string | null;
}

/**
 * `GET /v1/targets/summary`: counts of what the filters leave. Each facet is
 * counted with its own filter lifted, so that it can be changed. Carries an
 * ETag.
 *
 * @public
 */
export interface FleetSummary {
  total: number;
  attention: number;
  phases: Record<DeploymentPhase, number>;
  clusters: FleetFacetValue[];
  environments: FleetFacetValue[];
  engines: FleetFacetValue[];
  /** At most 100, the largest first. */
  owners: FleetFacetValue[];
  /** At most 100, the largest first. */
  systems: FleetFacetValue[];
  /** Whether the caller may see rollouts that no entity selects. */
  mayReadUnmapped: boolean;
  channels: string[];
}

/** @public */
export interface FleetFacetValue {
  value: string;
  title: string;
  count: number;
}
