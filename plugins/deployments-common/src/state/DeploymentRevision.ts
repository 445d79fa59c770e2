import type { DeploymentReplicas } from './DeploymentReplicas';

/**
 * What a revision serves as. Canary rollouts have `stable`, `canary` and
 * `old`; blue-green ones `stable`, `active`, `preview` and `old`.
 *
 * @public
 */
export type DeploymentRole = 'stable' | 'canary' | 'active' | 'preview' | 'old';

/** @public */
export interface DeploymentPod {
  name: string;
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`. */
  phase: string;
  ready: boolean;
  /** Why it is not ready, e.g. `ImagePullBackOff`; empty when it is. */
  reason: string;
  restarts: number;
  /** Names of its containers, for reading logs. */
  containers: string[];
  /** ISO 8601. */
  createdAt: string | null;
}

/**
 * Where a revision's code is, from annotations of its pod template:
 * `org.opencontainers.image.source` and `.revision`, or the
 * `heal7.com/` ones of the same names.
 *
 * @public
 */
export interface DeploymentRevisionSource {
  /** URL of the repository. */
  repository: string;
  /** Commit; empty when not recorded. */
  commit: string;
}

/**
 * One version of the pod template, as its ReplicaSet shows it.
 *
 * @public
 */
export interface DeploymentRevision {
  role: DeploymentRole;
  /** Every role it has: a blue-green revision can be stable and active. */
  roles: DeploymentRole[];
  /** Pod template hash. */
  hash: string;
  /** Number counted by the engine; 0 when it is not recorded. */
  revision: number;
  /** Images of its containers, in the order of the pod template. */
  images: string[];
  /**
   * Digests that the images were pulled by (`sha256:...`), in the same order,
   * as running pods report them; empty texts where none does.
   */
  digests: string[];
  /** What its annotations say it was built from; null when nothing. */
  source: DeploymentRevisionSource | null;
  replicas: DeploymentReplicas;
  pods: DeploymentPod[];
  /** ISO 8601. */
  createdAt: string | null;
}
