import type { DeploymentTargetRef } from '@heal7/backstage-plugin-deployments-common';

/**
 * What people are told of.
 *
 * - `waiting`: a rollout stands still until a person decides;
 * - `failed`: it was aborted, by a person or by an analysis;
 * - `degraded`: something is wrong, and traffic was not sent back;
 * - `recovered`: healthy again after one of the two.
 *
 * @internal
 */
export const NOTICE_KINDS = [
  'waiting',
  'failed',
  'degraded',
  'recovered',
] as const;

/** @internal */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * One of these as it is stored and sent: enough to be understood when the
 * target has moved on. Texts are from the cluster.
 *
 * @internal
 */
export interface Notice {
  kind: NoticeKind;
  target: DeploymentTargetRef;
  /** Entity refs that the workload names. */
  entityRefs: string[];
  /** Its label `backstage.io/kubernetes-id`; empty when it has none. */
  kubernetesId: string;
  environment: string | null;
  /** Of the history; null when none was recorded. */
  rolloutId: string | null;
  revisionHash: string;
  images: string[];
  step: { index: number; total: number } | null;
  /** Why, in a sentence; may be empty. */
  message: string;
  /** ISO 8601. */
  at: string;
}
