import type { DeploymentAction } from '../actions/ActionOffer';
import type { DecisionBasis } from '../actions/DecisionBasis';
import type { DeploymentTargetRef } from './wire';

/**
 * What a wave plan does to its targets.
 *
 * - `promote`: ends each pause at which a rollout waits for a person, one
 *   after the other, until it is at its end. Timed pauses and analysis take
 *   their time; an inconclusive analysis and a pause by hand are left to
 *   people.
 * - `promote-full`: skips all remaining steps, pauses and analysis.
 *
 * @public
 */
export type WaveAction = Extract<DeploymentAction, 'promote' | 'promote-full'>;

/**
 * How long something lasts; the parts are added up. At most 24 hours.
 *
 * @public
 */
export interface WaveDuration {
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/**
 * One wave as asked for.
 *
 * @public
 */
export interface WaveRequest {
  /** What people call it, e.g. AWS; at most 63 characters. */
  name?: string;
  /** 1 to 50; the same target only once in a plan. */
  targets: {
    target: DeploymentTargetRef;
    /** What the person saw. */
    basis: DecisionBasis;
  }[];
  /**
   * How long all of its targets must have been seen healthy before the next
   * wave begins, or before the plan is done.
   */
  healthyFor: WaveDuration;
}

/**
 * `POST /v1/entities/:kind/:namespace/:name/waves`: answers 201 with the
 * `WavePlan`. 403 says for which targets the caller lacks the permission;
 * 409 that another plan of the entity is running (its id is in the message),
 * or which targets have moved on since the person looked: then nothing began.
 *
 * @public
 */
export interface WavePlanRequest {
  action: WaveAction;
  /** 1 to 10, in the order in which they go. */
  waves: WaveRequest[];
  /** Why; at most 500 characters. Required as for an action, on any target. */
  reason?: string;
}

/**
 * - `acting`: the targets of the current wave are on their way;
 * - `waiting`: all of them are healthy, and have to stay so for a while;
 * - `done`: every wave has been through;
 * - `stopped`: something spoke against going on; see `stop`;
 * - `cancelled`: a person ended it.
 *
 * The last three are ends: nothing is done any more.
 *
 * @public
 */
export type WavePlanStatus =
  | 'acting'
  | 'waiting'
  | 'done'
  | 'stopped'
  | 'cancelled';

/**
 * Where a target is within its plan.
 *
 * - `pending`: its wave has not begun, or nothing had to be done to it yet;
 * - `acting`: an act on it is being carried out;
 * - `rolling`: on its way to the end of its rollout;
 * - `healthy`: at the end, and healthy on what is being promoted.
 *
 * @public
 */
export type WaveTargetProgress = 'pending' | 'acting' | 'rolling' | 'healthy';

/** @public */
export interface WaveTarget {
  target: DeploymentTargetRef;
  /** What the cluster is for; null when not said. */
  environment: string | null;
  /** Of the revision being promoted. */
  revisionHash: string;
  images: string[];
  progress: WaveTargetProgress;
  /** When the plan last acted on it; null when it has not. ISO 8601. */
  actedAt: string | null;
}

/** @public */
export interface Wave {
  /** Empty when it was given none. */
  name: string;
  targets: WaveTarget[];
  healthyForSeconds: number;
  /**
   * For how long all of its targets have been seen healthy without a break,
   * as of `soakedAt`. Time in which a cluster could not be watched, or the
   * portal did not run, does not count.
   */
  soakedSeconds: number;
  /** ISO 8601; null while not all of its targets are healthy. */
  soakedAt: string | null;
  /** ISO 8601; null until it begins. */
  startedAt: string | null;
  /** ISO 8601; null until it is through. */
  endedAt: string | null;
}

/**
 * Why a plan was stopped.
 *
 * - `degraded`: a target is degraded;
 * - `aborted`: a target was aborted;
 * - `moved-on`: a target is on another revision now, or was made again;
 * - `gone`: a target is not there any more, or not the entity's;
 * - `frozen`: a freeze holds where the plan was about to act;
 * - `not-permitted`: the workload no longer names the entity, the portal lost
 *   its credential, or a reason is required now and was not given;
 * - `failed`: the engine or the cluster refused an act;
 * - `expired`: the plan is older than a plan may become.
 *
 * @public
 */
export type WaveStopCode =
  | 'degraded'
  | 'aborted'
  | 'moved-on'
  | 'gone'
  | 'frozen'
  | 'not-permitted'
  | 'failed'
  | 'expired';

/** @public */
export interface WaveStop {
  code: WaveStopCode;
  /** English and complete in itself. */
  message: string;
  /** Null when it is not about one target. */
  target: DeploymentTargetRef | null;
}

/**
 * What a running plan stands still for, though it will go on by itself.
 *
 * - `not-watched`: a target's cluster cannot be watched at the moment;
 * - `paused-by-hand`: a person paused the rollout;
 * - `inconclusive`: analysis could not decide, so that a person has to;
 * - `not-possible`: the engine refuses the act as things are.
 *
 * @public
 */
export type WaveHoldCode =
  | 'not-watched'
  | 'paused-by-hand'
  | 'inconclusive'
  | 'not-possible';

/** @public */
export interface WaveHold {
  code: WaveHoldCode;
  /** English and complete in itself. */
  message: string;
  target: DeploymentTargetRef;
}

/**
 * Promotes what is being rolled out in several clusters, wave by wave. It is
 * recorded in full and goes on after a restart of the portal.
 *
 * @public
 */
export interface WavePlan {
  id: string;
  entityRef: string;
  action: WaveAction;
  status: WavePlanStatus;
  waves: Wave[];
  /** Zero-based; of the last one when it is done. */
  currentWave: number;
  /** Null unless it is `stopped`. */
  stop: WaveStop | null;
  /** Null when nothing holds it, and at its end. */
  hold: WaveHold | null;
  reason: string;
  /** Entity ref of the user, or subject of the service; acts in their name. */
  startedBy: string;
  /** ISO 8601. */
  startedAt: string;
  /** ISO 8601; null while it runs. */
  endedAt: string | null;
  /** When it is stopped for its age. ISO 8601. */
  expiresAt: string;
}

/**
 * What happened in a plan, one line of its story.
 *
 * @public
 */
export type WaveEventKind =
  | 'started'
  | 'wave-began'
  | 'acting'
  | 'acted'
  | 'found-acted'
  | 'conflict'
  | 'target-healthy'
  | 'wave-healthy'
  | 'soak-restarted'
  | 'held'
  | 'released'
  | 'wave-ended'
  | 'done'
  | 'stopped'
  | 'cancelled';

/** @public */
export interface WaveEvent {
  /** ISO 8601. */
  at: string;
  kind: WaveEventKind;
  /** Zero-based; null when it is about the whole plan. */
  wave: number | null;
  target: DeploymentTargetRef | null;
  /** Who did it; null for the plan itself. */
  actor: string | null;
  /** English and complete in itself; may carry words of clusters. */
  message: string;
}

/**
 * `GET /v1/entities/:kind/:namespace/:name/waves/:id`, and the answer to
 * `POST .../waves/:id/cancel`.
 *
 * @public
 */
export interface WavePlanDetail extends WavePlan {
  /** Oldest first; the newest 500. */
  events: WaveEvent[];
  /** Whether the caller may end it now. */
  mayCancel: boolean;
}

/**
 * `GET /v1/entities/:kind/:namespace/:name/waves`: newest first, the one that
 * runs among them. The channels of `EntityDeployments` tell of changes.
 *
 * @public
 */
export interface WavePlanList {
  /** At most 20. */
  items: WavePlan[];
}

/**
 * `POST /v1/entities/:kind/:namespace/:name/waves/:id/cancel`: nothing more is
 * done; what was done stays. 409 when it has ended already.
 *
 * @public
 */
export interface WaveCancelRequest {
  /** Why; at most 500 characters. */
  reason?: string;
}
