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
  replicas: DeploymentReplicas;
  pods: DeploymentPod[];
  /** ISO 8601. */
  createdAt: string | null;
}
