/** A value as JSON holds it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json | undefined };

/** A JSON object. */
export type JsonObject = { [key: string]: Json | undefined };

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/ */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** The part of metadata that every stored object has. Times are RFC 3339. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  /** Counts changes of anything but metadata and status. */
  generation: number;
  creationTimestamp: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
}

/**
 * A Kubernetes object as it is stored: never mutated, always replaced, so that
 * it can be shared between the store, its log and the answers being sent.
 */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/** What a creator gives: the store fills in the rest of the metadata. */
export type NewObject<T extends KubeObject = KubeObject> = Omit<
  T,
  'metadata'
> & {
  metadata: Partial<ObjectMeta> & { name: string };
};

/** `namespace/name`, or `/name` of a cluster-scoped object: sorts as etcd does. */
export function objectKey(meta: { namespace?: string; name: string }): string {
  return `${meta.namespace ?? ''}/${meta.name}`;
}
