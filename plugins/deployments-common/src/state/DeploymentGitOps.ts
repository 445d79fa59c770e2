/**
 * What the GitOps tool that manages a workload says of it.
 *
 * @public
 */
export interface DeploymentGitOps {
  tool: 'argo-cd' | 'flux';
  /** Name of the Application, Kustomization or HelmRelease. */
  name: string;
  namespace: string;
  sync: 'synced' | 'out-of-sync' | 'unknown';
  /** The tool's own word, e.g. `Healthy`, `Degraded`, `Reconciling`. */
  health: string;
  /** What is applied now, e.g. a commit; empty when not recorded. */
  revision: string;
  /** The tool's own explanation; may be empty. */
  message: string;
  /** Whether it reverts edits that are made beside it. */
  selfHeal: boolean;
}
