import type { DeploymentPod } from '@heal7/backstage-plugin-deployments-common';
import type { ObservedObject, WatchedKind } from '../source/WatchedKind';
import {
  asCount,
  asList,
  asText,
  asTexts,
  compareTexts,
  fieldOf,
} from './json';
import { ownerUids } from './owners';
import { readDigest } from './podTemplate';
import { podTrouble } from './podTrouble';
import { asTime, compareNewestFirst } from './time';

/**
 * What is kept of a pod; its name is the object's.
 *
 * @public
 */
export interface PodData extends Omit<DeploymentPod, 'name'> {
  /** What is said of the reason, shortened; empty when it is ready. */
  message: string;
  /** Digests of the images, in the order of `containers`; empty texts. */
  digests: string[];
}

function readyOf(status: unknown): boolean {
  return asList(fieldOf(status, 'conditions')).some(
    condition =>
      fieldOf(condition, 'type') === 'Ready' &&
      fieldOf(condition, 'status') === 'True',
  );
}

/**
 * Pods with this label, e.g. the one by which a controller tells revisions
 * apart: a watch by it never receives another workload's objects.
 *
 * @public
 */
export function podsWith(labelSelector: string): WatchedKind<PodData> {
  return {
    id: 'pods',
    group: '',
    version: 'v1',
    plural: 'pods',
    labelSelector,
    digest(object) {
      const { metadata, spec, status } = object;
      const ready = readyOf(status);
      const trouble = ready ? { reason: '', message: '' } : podTrouble(object);
      const statuses = asList(fieldOf(status, 'containerStatuses'));
      const containers = asTexts(
        asList(fieldOf(spec, 'containers')).map(container =>
          fieldOf(container, 'name'),
        ),
      );
      return {
        ownedBy: ownerUids(object),
        data: {
          phase: asText(fieldOf(status, 'phase')) || 'Unknown',
          ready,
          ...trouble,
          restarts: statuses
            .map(container => asCount(fieldOf(container, 'restartCount')))
            .reduce((sum, count) => sum + count, 0),
          containers,
          digests: containers.map(name =>
            readDigest(
              fieldOf(
                statuses.find(container => fieldOf(container, 'name') === name),
                'imageID',
              ),
            ),
          ),
          createdAt: asTime(fieldOf(metadata, 'creationTimestamp')),
        },
      };
    },
  };
}

/**
 * Oldest first, so that a pod keeps its place while others come and go.
 *
 * @public
 */
export function sortPods(
  pods: ObservedObject<PodData>[],
): ObservedObject<PodData>[] {
  return [...pods].sort(
    (a, b) =>
      compareNewestFirst(b.data.createdAt, a.data.createdAt) ||
      compareTexts(a.name, b.name),
  );
}

/**
 * A pod as it is shown.
 *
 * @public
 */
export function shownPod(pod: ObservedObject<PodData>): DeploymentPod {
  const { phase, ready, reason, restarts, containers, createdAt } = pod.data;
  return {
    name: pod.name,
    phase,
    ready,
    reason,
    restarts,
    containers,
    createdAt,
  };
}
