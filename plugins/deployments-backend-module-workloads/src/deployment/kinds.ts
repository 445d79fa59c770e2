import { parseLabelSelector } from '@heal7/backstage-plugin-deployments-common';
import {
  asText,
  eventsAbout,
  fieldOf,
  gitOpsKinds,
  helmReleaseOf,
  parseGoInteger,
  pathOf,
  podsWith,
  replicaSetsWith,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  KubernetesObject,
  ReplicaSetData,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import type { WorkloadData } from '../workload/WorkloadData';
import { readWorkload } from '../workload/readWorkload';
import { blueGreenPairs, canaries, isSteered, rollouts } from './steered';

/** What is kept of a Deployment. */
export interface DeploymentData extends WorkloadData {
  paused: boolean;
  /** Number of the newest revision; 0 when the controller has counted none. */
  revision: number;
}

/** The label by which the controller tells revisions apart. */
export const HASH_LABEL = 'pod-template-hash';
const REVISION = 'deployment.kubernetes.io/revision';

/** Reads a Deployment of any version. Never throws. */
export function readDeployment(
  object: KubernetesObject,
  labelSelector: string,
): DeploymentData {
  return {
    ...readWorkload(object, parseLabelSelector(labelSelector)),
    paused: fieldOf(object.spec, 'paused') === true,
    revision:
      parseGoInteger(
        asText(pathOf(object.metadata, 'annotations', REVISION)),
        32,
      ) ?? 0,
  };
}

/** The resource that stands for a rolling update. */
export const DEPLOYMENTS = {
  id: 'deployments',
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
} as const;

/**
 * What is watched. ReplicaSets and pods by the same labels as the
 * Deployments, and by the label that no other controller's carry.
 */
export function deploymentKinds(labelSelector: string) {
  const parts = `${labelSelector},${HASH_LABEL}`;
  const deployments: WatchedKind<DeploymentData> = {
    ...DEPLOYMENTS,
    labelSelector,
    digest(object) {
      if (isSteered(object)) {
        return null;
      }
      const data = readDeployment(object, labelSelector);
      return { uses: helmReleaseOf(data.labels), data };
    },
  };
  const replicaSets: WatchedKind<ReplicaSetData> = {
    ...replicaSetsWith({ hashLabel: HASH_LABEL, revision: REVISION }),
    labelSelector: parts,
  };
  return {
    deployments,
    replicaSets,
    pods: podsWith(parts),
    events: eventsAbout('Deployment'),
    gitOps: gitOpsKinds({
      id: 'deployments',
      group: 'apps',
      kind: 'Deployment',
    }),
    rollouts,
    canaries,
    blueGreenPairs,
  };
}

/** @see deploymentKinds */
export type DeploymentKinds = ReturnType<typeof deploymentKinds>;
