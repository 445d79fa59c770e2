import type { DecisionBasis } from '../actions/DecisionBasis';
import type { DeploymentAction } from '../actions/ActionOffer';
import type { FreezeNotice } from './freezes';
import type { DeploymentState } from '../state/DeploymentState';

/**
 * How the watch on a cluster is doing.
 *
 * - `connecting`: no complete picture yet;
 * - `watching`: live;
 * - `unreachable`: the last known state is kept and shown as stale;
 * - `not-watchable`: needs the viewer's own credentials, which a watch has not;
 * - `unowned`: no backend replica holds the cluster's lease at the moment.
 *
 * @public
 */
export type ClusterCondition =
  | 'connecting'
  | 'watching'
  | 'unreachable'
  | 'not-watchable'
  | 'unowned';

/**
 * A cluster as the collector sees it. Times are ISO 8601.
 *
 * @public
 */
export interface ClusterStatus {
  name: string;
  title: string;
  condition: ClusterCondition;
  /** Since when it has been in this condition. */
  since: string;
  /** What is wrong and what to do; empty when nothing is. */
  message: string;
  /** When the picture was last known to be complete and live. */
  lastSyncedAt: string | null;
  /** True for the built-in demonstration clusters. */
  demo: boolean;
  /** Resource kinds that cannot be read, with the reason. */
  problems: { kind: string; message: string }[];
}

/**
 * Identifies a rollout across clusters and engines.
 *
 * @public
 */
export interface DeploymentTargetRef {
  cluster: string;
  namespace: string;
  name: string;
  engine: string;
}

/**
 * What the caller may do to a target, with the reason where nothing.
 *
 * @public
 */
export interface TargetAccess {
  /** Actions that permissions allow to the caller on this target. */
  allowed: DeploymentAction[];
  /**
   * Why some or all are denied: `not-claimed` when the workload does not
   * name the entity, `not-permitted` by policy, `no-credential` when the
   * cluster has no acting credential configured, `frozen` while a freeze
   * holds. Null when all are allowed.
   */
  denial: 'not-claimed' | 'not-permitted' | 'no-credential' | 'frozen' | null;
  /** The freeze that holds now; null when none does. */
  freeze: FreezeNotice | null;
  /** Whether an action has to say why, as in production. */
  reasonRequired: boolean;
  /** Whether the caller may read pod logs. */
  logs: boolean;
}

/** @public */
export interface DeploymentView {
  /** What the cluster is for, from the configuration; null when not said. */
  environment: string | null;
  state: DeploymentState;
  /** When the state last changed in our store. ISO 8601. */
  changedAt: string;
  access: TargetAccess;
}

/**
 * `GET /v1/entities/:kind/:namespace/:name`. Carries an ETag; a request with
 * `If-None-Match` is answered 304 when nothing changed.
 *
 * @public
 */
export interface EntityDeployments {
  entityRef: string;
  /** Sorted by cluster, namespace, name. */
  items: DeploymentView[];
  /** Clusters the entity's selector covers, whether or not it is in them. */
  clusters: ClusterStatus[];
  /** False when the entity carries none of the annotations. */
  selected: boolean;
  /** Signal channels that say "changed" for this answer. Opaque. */
  channels: string[];
}

/**
 * `POST /v1/entities/:kind/:namespace/:name/actions`.
 *
 * @public
 */
export interface ActionRequestBody {
  target: DeploymentTargetRef;
  action: DeploymentAction;
  basis: DecisionBasis;
  /** For `rollback`: hash of the revision to go back to. */
  revisionHash?: string;
  /**
   * Why; kept in the history. At most 500 characters. Required where
   * `TargetAccess.reasonRequired` says so.
   */
  reason?: string;
}

/**
 * Answer to an action: the fresh state of the target. With status 409 the
 * rollout had moved on, nothing was changed, and `conflict` says how.
 *
 * @public
 */
export interface ActionResponse {
  state: DeploymentState;
  conflict?: { message: string; fields: string[] };
}

/**
 * One act recorded in the history.
 *
 * @public
 */
export interface ActRecord {
  id: string;
  target: DeploymentTargetRef;
  entityRef: string;
  action: DeploymentAction;
  /** Entity ref of the user or subject of the service. */
  actor: string;
  /**
   * What carried it out for the actor: `wave-plan:<id>`, or
   * `system-abort:<id>`, the same for all acts of one press of the button.
   * Left out when they did it by themselves.
   */
  via?: string;
  reason: string;
  outcome: 'done' | 'conflict' | 'failed';
  message: string;
  revisionHash: string;
  at: string;
}

/**
 * `GET /v1/entities/:kind/:namespace/:name/history`. Newest first.
 *
 * @public
 */
export interface ActHistory {
  items: ActRecord[];
  /** Pass as `cursor` to read on; null at the end. */
  nextCursor: string | null;
}

/** Channel prefix of the signals that announce changes. @public */
export const DEPLOYMENTS_CHANNEL_PREFIX = 'deployments:';
