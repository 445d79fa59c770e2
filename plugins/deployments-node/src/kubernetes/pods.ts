import type { DeploymentPod } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '../source/WatchedKind';
import { asCount, asList, asText, asTexts, fieldOf } from './json';
import { ownerUids } from './owners';
import { podReason } from './podReason';
import { asTime } from './time';

/**
 * What is kept of a pod; its name is the object's.
 *
 * @public
 */
export type PodData = Omit<DeploymentPod, 'name'>;

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
      const ready = asList(fieldOf(status, 'conditions')).some(
        condition =>
          fieldOf(condition, 'type') === 'Ready' &&
          fieldOf(condition, 'status') === 'True',
      );
      return {
        ownedBy: ownerUids(object),
        data: {
          phase: asText(fieldOf(status, 'phase')) || 'Unknown',
          ready,
          reason: ready ? '' : podReason(object),
          restarts: asList(fieldOf(status, 'containerStatuses'))
            .map(container => asCount(fieldOf(container, 'restartCount')))
            .reduce((sum, count) => sum + count, 0),
          containers: asTexts(
            asList(fieldOf(spec, 'containers')).map(container =>
              fieldOf(container, 'name'),
            ),
          ),
          createdAt: asTime(fieldOf(metadata, 'creationTimestamp')),
        },
      };
    },
  };
}
