import type { JsonObject } from '@backstage/types';
import type {
  DecisionBasis,
  DeploymentAction,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type { ClusterReader, ResourceRef } from '../cluster/ClusterApi';
import type { KubernetesObject } from './KubernetesObject';
import type { ObservedGroup, WatchedKind } from './WatchedKind';

/**
 * Teaches the deployments backend one rollout engine.
 *
 * Lifecycle, for each cluster: the collector lists and watches every kind in
 * `kinds`, calls the kind's `digest` for each object it sees and forgets the
 * object. When a digest changes, the collector finds the rollouts it belongs
 * to (`root` is the kind that stands for a rollout), gathers their digests and
 * calls `project`. The state that comes back is stored and shown.
 *
 * To act, the backend reads the live root object with the acting credential,
 * compares `basisOf` with what the person saw, asks `plan` for patches and
 * applies them in order, each with the resourceVersion just read. When the
 * API server answers 409 it starts again as long as the basis still holds.
 *
 * `digest`, `project` and `basisOf` are pure: same input, same output, no
 * clock. What `basisOf` reads counts as its input.
 *
 * @public
 */
export interface DeploymentSource<TRoot = any> {
  /** Stable id, e.g. `argo-rollouts`; part of a target's identity. */
  engine: string;
  /** The kind that stands for a rollout; also listed in `kinds`. */
  root: WatchedKind<TRoot>;
  kinds: WatchedKind[];
  /**
   * Null when the root is no rollout of this engine after all, e.g. a
   * Deployment that another engine steers; it is then not shown.
   */
  project(group: ObservedGroup<TRoot>): DeploymentState | null;
  /**
   * What a decision about the live root rests on: the `basis` of the state
   * that `project` makes of the same objects. The reader is for engines whose
   * root does not say it alone (a Deployment does not name its newest
   * ReplicaSet); a reference to nothing is then no error.
   */
  basisOf(
    live: KubernetesObject,
    reader: ClusterReader,
  ): DecisionBasis | Promise<DecisionBasis>;
  /**
   * @throws ConflictError from `@backstage/errors` when the action makes no
   * sense in the live state; the message says why and what to do instead.
   * @throws InputError when a parameter is missing or names nothing.
   */
  plan(request: PlanRequest, reader: ClusterReader): Promise<PlannedStep[]>;
  /**
   * The pod templates before and after a rollback, for the preview; as they
   * are, the backend masks what may be secret. Left out by engines that
   * cannot go back.
   *
   * @throws InputError when the revision is none that is kept.
   */
  rollbackTemplates?(
    request: { live: KubernetesObject; revisionHash: string },
    reader: ClusterReader,
  ): Promise<RollbackTemplates>;
  /**
   * A patch of the root that asks for nothing, for engines whose controller
   * can miss a change and would then come to it at its next resync only. The
   * backend sends it when the root still stands as a plan has left it some
   * seconds ago.
   */
  nudge?(live: KubernetesObject, now: Date): PlannedPatch;
}

/** @public */
export interface RollbackTemplates {
  /** The pod template that runs, or is being rolled out, now. */
  current: JsonObject;
  /** The one that a rollback would make the newest. */
  target: JsonObject;
}

/** @public */
export interface PlanRequest {
  action: DeploymentAction;
  live: KubernetesObject;
  /** For `rollback`: hash of the revision to go back to. */
  revisionHash?: string;
  /** The time to record where an action is a timestamp (restart). */
  now: Date;
}

/**
 * One thing to do. A plan's steps are done in order; the first that fails
 * ends it.
 *
 * @public
 */
export type PlannedStep = PlannedPatch | PlannedServiceCall;

/**
 * A POST to a Service inside the cluster, through the API server's proxy: how
 * gates that an engine asks over HTTP are opened. Needs the right to create
 * `services/proxy` there.
 *
 * @public
 */
export interface PlannedServiceCall {
  type: 'service-call';
  namespace: string;
  service: string;
  /** Name or number of the port. */
  port: string;
  /** Begins with a slash. */
  path: string;
  body: JsonObject;
}

/**
 * A merge patch to an object. The backend adds the resourceVersion.
 *
 * @public
 */
export interface PlannedPatch {
  ref: ResourceRef;
  /** Patch the subresource instead of the object. */
  subresource?: 'status';
  /**
   * `merge` is a JSON merge patch (RFC 7386); `replace` is a list of JSON
   * patch operations (RFC 6902), for where a merge would keep old fields.
   */
  type: 'merge' | 'replace';
  body: Record<string, unknown> | JsonPatchOperation[];
}

/** @public */
export interface JsonPatchOperation {
  op: 'add' | 'remove' | 'replace' | 'test';
  path: string;
  value?: unknown;
}
