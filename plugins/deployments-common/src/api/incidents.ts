import type { DecisionBasis } from '../actions/DecisionBasis';
import type { DeploymentPhase } from '../state/DeploymentState';
import type { DeploymentTargetRef } from './wire';

/**
 * Why a target would not be aborted.
 *
 * - `nothing-to-abort`: the engine has nothing to take back;
 * - `not-claimed`: the workload does not name an entity of the system;
 * - `not-permitted`: the caller's permissions do not allow it;
 * - `no-credential`: the portal may only read that cluster.
 *
 * A freeze is no reason: it must never keep a bad version running.
 *
 * @public
 */
export type AbortRefusalCode =
  | 'nothing-to-abort'
  | 'not-claimed'
  | 'not-permitted'
  | 'no-credential';

/** @public */
export interface AbortCandidate {
  target: DeploymentTargetRef;
  /** The entity of the system that the target is acted on through. */
  entityRef: string;
  environment: string | null;
  phase: DeploymentPhase;
  /** Images of the revision that would be taken back. */
  images: string[];
  basis: DecisionBasis;
  /** True while the cluster cannot be watched: this is the last known state. */
  stale: boolean;
  /** Null when it would be aborted. The message is English and complete. */
  refusal: { code: AbortRefusalCode; message: string } | null;
}

/**
 * `GET /v1/systems/:namespace/:name/abort`: what an abort of the whole system
 * would do. Read from the store; no cluster is called.
 *
 * @public
 */
export interface SystemAbortPreview {
  systemRef: string;
  /**
   * Those that would be aborted first, then by cluster, namespace and name.
   * At most 200 of each kind.
   */
  items: AbortCandidate[];
  /** How many there are of each, beyond those in `items` too. */
  abortable: number;
  refused: number;
}

/**
 * `POST /v1/systems/:namespace/:name/abort`. Answers 200 also when some or all
 * could not be aborted: each target has its own outcome.
 *
 * @public
 */
export interface SystemAbortRequest {
  /** The name of the system, typed once more by the person. */
  confirmation: string;
  /** Why; 1 to 500 characters. */
  reason: string;
  /** 1 to 200, as the preview gave them; the same target only once. */
  targets: {
    target: DeploymentTargetRef;
    entityRef: string;
    basis: DecisionBasis;
  }[];
}

/** @public */
export interface SystemAbortOutcome {
  target: DeploymentTargetRef;
  entityRef: string;
  /** `conflict`: it had moved on, and nothing was changed. */
  outcome: 'done' | 'conflict' | 'failed';
  /** English and complete; empty when it was done. */
  message: string;
}

/** @public */
export interface SystemAbortResult {
  systemRef: string;
  /** In the order of the request. */
  items: SystemAbortOutcome[];
}
