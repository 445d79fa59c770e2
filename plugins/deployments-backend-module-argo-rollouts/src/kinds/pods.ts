import type { DeploymentPod } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '@heal7/backstage-plugin-deployments-node';
import { asCount, asList, asText, asTexts, fieldOf } from '../lib/json';
import { asTime } from '../lib/time';
import { HASH_LABEL } from './hashLabel';
import { ownerUids } from './owners';
import { podReason } from './podReason';

/** What is kept of a pod; its name is the object's. */
export type PodData = Omit<DeploymentPod, 'name'>;

/** The pods of all revisions. */
export const pods: WatchedKind<PodData> = {
  id: 'pods',
  group: '',
  version: 'v1',
  plural: 'pods',
  labelSelector: HASH_LABEL,
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
