import type { KubernetesObject } from '../source/KubernetesObject';

/**
 * Addresses one object of a cluster.
 *
 * @public
 */
export interface ResourceRef {
  /** API group; empty for the core group. */
  group: string;
  version: string;
  plural: string;
  namespace: string;
  name: string;
}

/**
 * Live reads, for actions and their previews only: a page view never calls a
 * cluster.
 *
 * @public
 */
export interface ClusterReader {
  /** @throws NotFoundError, NotAllowedError, ServiceUnavailableError */
  get(ref: ResourceRef): Promise<KubernetesObject>;
  /** One namespace; the answer is complete, paged inside. */
  list(
    collection: Omit<ResourceRef, 'name'>,
    options?: { labelSelector?: string; fieldSelector?: string },
  ): Promise<KubernetesObject[]>;
}
