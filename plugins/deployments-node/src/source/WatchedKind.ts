import type { KubernetesObject } from './KubernetesObject';

/**
 * Names an object by kind rather than by uid, for references that Kubernetes
 * makes by name (a rollout names its VirtualService).
 *
 * @public
 */
export interface NamedReference {
  /** `id` of a watched kind of the same source. */
  kind: string;
  namespace: string;
  name: string;
}

/**
 * What is kept of an object: the least that the projection needs. The raw
 * object is dropped as soon as this is made of it.
 *
 * @public
 */
export interface Digest<TData = unknown> {
  /** UIDs of the objects it belongs to, towards the rollout. */
  ownedBy?: string[];
  /** Objects that it refers to by name, away from the rollout. */
  uses?: NamedReference[];
  /**
   * As `ownedBy`, for owners that are known by name only: a GitOps tool's
   * object lists what it applies, Flagger's Canary names its Deployment.
   */
  belongsTo?: NamedReference[];
  /** Plain JSON: it is kept as text until the rollout is projected. */
  data: TData;
}

/**
 * A resource kind that a source needs to see in every cluster.
 *
 * @public
 */
export interface WatchedKind<TData = unknown> {
  /** Unique within the source; equal to `plural` unless there is a reason. */
  id: string;
  /** API group; empty for the core group. */
  group: string;
  version: string;
  /**
   * Asked for in turn where a cluster does not serve `version`, e.g. because
   * its operator is older. `digest` has to read them all.
   */
  olderVersions?: string[];
  plural: string;
  /**
   * True where it is ordinary that a cluster does not serve the kind, e.g.
   * that of a tool which not everybody uses. Otherwise people are told that it
   * is missing, unless the engine's root is: then it is not installed there.
   */
  optional?: boolean;
  /**
   * Sent to the API server, so that it never sends everything: pods by the
   * existence of the engine's hash label, events by the kind they are about.
   */
  labelSelector?: string;
  fieldSelector?: string;
  /**
   * Null drops the object. Called once for each change, must be pure and must
   * not throw for objects of unknown future versions.
   */
  digest(object: KubernetesObject): Digest<TData> | null;
}

/**
 * A digest together with what identifies its object.
 *
 * @public
 */
export interface ObservedObject<TData = unknown> {
  kind: string;
  namespace: string;
  name: string;
  uid: string;
  ownedBy: string[];
  uses: NamedReference[];
  belongsTo: NamedReference[];
  data: TData;
}

/**
 * A rollout with everything that belongs to it: what it owns, directly or
 * through others, and what it names.
 *
 * @public
 */
export interface ObservedGroup<TRoot = unknown> {
  cluster: string;
  root: ObservedObject<TRoot>;
  /** Objects of one kind, in no particular order. */
  related<TData>(kind: WatchedKind<TData>): ObservedObject<TData>[];
}
