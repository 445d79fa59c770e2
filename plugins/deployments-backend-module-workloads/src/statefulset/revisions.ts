import type {
  DeploymentRevision,
  DeploymentRole,
} from '@heal7/backstage-plugin-deployments-common';
import {
  compareTexts,
  digestsOf,
  shownPod,
  sortPods,
} from '@heal7/backstage-plugin-deployments-node';
import type { ObservedObject } from '@heal7/backstage-plugin-deployments-node';
import type {
  ControllerRevisionData,
  StatefulPodData,
  StatefulSetData,
} from './kinds';
import { hasUpdate, phaseOf } from './phase';

/**
 * The hash of a ControllerRevision: its name without the StatefulSet's, which
 * is what its pods show as `controller-revision-hash` besides the name.
 */
export const hashOf = (statefulSet: string, revision: string) =>
  revision.startsWith(`${statefulSet}-`)
    ? revision.slice(statefulSet.length + 1)
    : revision;

function roleOf(revision: string, data: StatefulSetData): DeploymentRole {
  // With OnDelete the controller never says that an update is complete.
  const over = phaseOf(data).phase === 'healthy';
  if (revision === data.updateRevision) {
    return hasUpdate(data) && !over ? 'canary' : 'stable';
  }
  return revision === data.currentRevision && !over ? 'stable' : 'old';
}

/** What is known of a revision that nothing but the status names. */
function unseen(
  revision: string,
  data: StatefulSetData,
): ControllerRevisionData {
  const isNewest = revision === data.updateRevision;
  const { containers, images, source } = data.template;
  return {
    revision: 0,
    containers: isNewest ? containers : [],
    images: isNewest ? images : [],
    source: isNewest ? source : null,
    createdAt: null,
  };
}

/** The newest first: what is updated to, then the others as counted. */
export function revisionsOf(
  name: string,
  data: StatefulSetData,
  kept: ObservedObject<ControllerRevisionData>[],
  pods: ObservedObject<StatefulPodData>[],
): DeploymentRevision[] {
  const known = new Map(kept.map(revision => [revision.name, revision.data]));
  for (const named of [data.updateRevision, data.currentRevision]) {
    if (named !== '' && !known.has(named)) {
      known.set(named, unseen(named, data));
    }
  }
  return [...known]
    .sort(
      ([a, one], [b, other]) =>
        Number(b === data.updateRevision) - Number(a === data.updateRevision) ||
        other.revision - one.revision ||
        compareTexts(a, b),
    )
    .map(([revisionName, revision]) => {
      const own = sortPods(
        pods.filter(pod => pod.data.revision === revisionName),
      ) as ObservedObject<StatefulPodData>[];
      const ready = own.filter(pod => pod.data.ready).length;
      const role = roleOf(revisionName, data);
      return {
        role,
        roles: [role],
        hash: hashOf(name, revisionName),
        revision: revision.revision,
        images: revision.images,
        digests: digestsOf(
          revision.containers,
          own.map(pod => pod.data),
        ),
        source: revision.source,
        // The status counts no pods by revision; pods know when they are
        // ready, and not whether they have been for long enough.
        replicas: { desired: own.length, ready, available: ready },
        pods: own.map(shownPod),
        createdAt: revision.createdAt,
      };
    });
}
