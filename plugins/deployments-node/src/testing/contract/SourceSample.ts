import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';

/**
 * A moment of a rollout for `sourceContract`: objects as an API server gives
 * them out, best captured from a real one.
 *
 * @public
 */
export interface SourceSample {
  /** What the moment is, e.g. `paused at 10 %`. */
  name: string;
  /** The root and all that belongs to it, with apiVersion and kind. */
  objects: KubernetesObject[];
}
