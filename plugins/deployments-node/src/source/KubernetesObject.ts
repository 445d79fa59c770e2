import type { JsonObject } from '@backstage/types';

/**
 * An object as the API server sends it. Only the metadata is trusted to have
 * its shape; everything else is read defensively.
 *
 * @public
 */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata: KubernetesMetadata;
  spec?: JsonObject;
  status?: JsonObject;
  [field: string]: unknown;
}

/** @public */
export interface KubernetesMetadata {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: {
    apiVersion: string;
    kind: string;
    name: string;
    uid: string;
    controller?: boolean;
  }[];
}
