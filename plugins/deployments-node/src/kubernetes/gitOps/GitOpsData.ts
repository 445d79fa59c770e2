import type { DeploymentGitOps } from '@heal7/backstage-plugin-deployments-common';

/**
 * The kind of object that stands for a rollout, as GitOps tools name it.
 *
 * @public
 */
export interface GitOpsRoot {
  /** `id` of the watched kind. */
  id: string;
  /** API group, e.g. `argoproj.io`. */
  group: string;
  /** E.g. `Rollout`. */
  kind: string;
}

/**
 * What is kept of a GitOps tool's object; name and namespace are the
 * object's.
 *
 * @public
 */
export interface GitOpsData {
  /** What it says of all that it applies. */
  whole: Omit<DeploymentGitOps, 'name' | 'namespace'>;
  /**
   * What it says of single rollouts, by `namespace/name`, where that differs
   * from the whole.
   */
  parts: Record<
    string,
    Partial<Pick<DeploymentGitOps, 'sync' | 'health' | 'message'>>
  >;
}
