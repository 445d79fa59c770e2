import type { DeploymentReplicas } from '@heal7/backstage-plugin-deployments-common';
import {
  asCount,
  asInteger,
  asList,
  asText,
  fieldOf,
  pathOf,
  readMarks,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  Marks,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';

/** What is kept of a Deployment. */
export interface DeploymentData extends Marks {
  replicas: DeploymentReplicas;
  /** Whether its controller has made the ReplicaSet of the latest template. */
  observed: boolean;
  /** What it says when it has made no progress for too long; else null. */
  deadline: string | null;
}

/** `status.conditions` of type Progressing once the deadline has passed. */
function deadlineOf(status: unknown): string | null {
  const exceeded = asList(fieldOf(status, 'conditions')).find(
    condition =>
      fieldOf(condition, 'type') === 'Progressing' &&
      fieldOf(condition, 'reason') === 'ProgressDeadlineExceeded',
  );
  return exceeded ? asText(fieldOf(exceeded, 'message')) : null;
}

/**
 * The Deployments. The two of a Canary are known by name only, so all of them
 * are seen; what is kept of one is small.
 */
export const deployments: WatchedKind<DeploymentData> = {
  id: 'deployments',
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  digest(object) {
    const { metadata, spec, status } = object;
    return {
      data: {
        ...readMarks(object),
        replicas: {
          desired: Math.max(asInteger(fieldOf(spec, 'replicas')) ?? 1, 0),
          ready: asCount(fieldOf(status, 'readyReplicas')),
          available: asCount(fieldOf(status, 'availableReplicas')),
        },
        observed:
          asCount(pathOf(status, 'observedGeneration')) >=
          asCount(fieldOf(metadata, 'generation')),
        deadline: deadlineOf(status),
      },
    };
  },
};
