import type { DeploymentAnalysis } from '../state/DeploymentAnalysis';
import type { DeploymentPhase } from '../state/DeploymentState';
import type { ActRecord, DeploymentTargetRef } from './wire';

/**
 * How a rollout of one revision ended.
 *
 * - `running`: it has not;
 * - `promoted`: all traffic on the new revision;
 * - `aborted`: traffic was sent back, by a person or by an analysis;
 * - `superseded`: a newer revision came before it was through;
 * - `removed`: the workload was deleted.
 *
 * @public
 */
export type RolloutVerdict =
  | 'running'
  | 'promoted'
  | 'aborted'
  | 'superseded'
  | 'removed';

/**
 * One rollout of one revision, as remembered: independent of what the
 * controllers still have. Times are ISO 8601.
 *
 * @public
 */
export interface RolloutRecord {
  id: string;
  target: DeploymentTargetRef;
  environment: string | null;
  /** Number counted by the engine; 0 when it is not recorded. */
  revision: number;
  revisionHash: string;
  images: string[];
  /** Of the revision that it replaced; empty for the first. */
  previousImages: string[];
  previousRevisionHash: string;
  /** Commit it was built from; empty when not known. */
  commit: string;
  /** True when it made an older revision the newest again. */
  rollback: boolean;
  startedAt: string;
  /** Null while running. */
  endedAt: string | null;
  verdict: RolloutVerdict;
  /** Who acted on it, each once, first act first. */
  actors: string[];
  /**
   * True when part of it was not seen (the portal was down, or came later):
   * times may be later than the truth.
   */
  partial: boolean;
}

/**
 * `GET /v1/entities/:kind/:namespace/:name/rollouts`, with `cluster`,
 * `cursor` and `limit` (1 to 100, 20 when left out) in the query, each
 * optional.
 *
 * @public
 */
export interface RolloutHistory {
  /** Newest first. */
  items: RolloutRecord[];
  nextCursor: string | null;
}

/**
 * `GET /v1/entities/:kind/:namespace/:name/rollouts/:id`.
 *
 * @public
 */
export interface RolloutDetail extends RolloutRecord {
  /** In order. */
  phases: {
    at: string;
    phase: DeploymentPhase;
    message: string;
  }[];
  /** When each step began, in order; a step may begin more than once. */
  steps: { at: string; index: number; total: number; label: string }[];
  /** The new revision's share of traffic in percent, whenever it changed. */
  traffic: { at: string; set: number; actual: number }[];
  /** Last seen state of each analysis, oldest first. */
  analyses: DeploymentAnalysis[];
  /** Oldest first. */
  acts: ActRecord[];
}

/**
 * `GET /v1/delivery`: the four DORA figures, with one of `entity`, `system`
 * or `owner` (an entity ref) and `days` (7 to 365, 30 when left out) in the
 * query, and optionally `environment` (`production` when left out).
 *
 * @public
 */
export interface DeliveryPerformance {
  /** ISO 8601. */
  from: string;
  to: string;
  environment: string | null;
  /** Rollouts promoted in the period. */
  deployments: number;
  /** Promoted rollouts a day, on average over all days of the period. */
  deploymentsPerDay: number;
  /**
   * Median seconds from a commit to the promotion of the revision built from
   * it; null when no commit of the period is known.
   */
  leadTimeSeconds: number | null;
  /** Promoted rollouts whose commit is known. */
  leadTimeKnown: number;
  /**
   * Failed (aborted, or undone by a rollback) of all that ended promoted or
   * aborted, 0 to 1; null when none ended.
   */
  changeFailureRate: number | null;
  failures: number;
  /**
   * Median seconds from the start of a failure to the next healthy state;
   * null when nothing failed and was restored.
   */
  timeToRestoreSeconds: number | null;
  restored: number;
  /** Per day in UTC, oldest first, every day of the period. */
  days: { day: string; promoted: number; failed: number }[];
}
