import type { DeploymentEvent } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '@heal7/backstage-plugin-deployments-node';
import { asCount, asText, fieldOf, pathOf } from '../lib/json';
import { asTime } from '../lib/time';

/**
 * Events about Rollouts. The controller reports steps, weights, analysis and
 * errors there; why a pod does not start is with the pod.
 */
export const events: WatchedKind<DeploymentEvent> = {
  id: 'events',
  group: '',
  version: 'v1',
  plural: 'events',
  fieldSelector: 'involvedObject.kind=Rollout',
  digest(object) {
    const about = fieldOf(object, 'involvedObject');
    const kind = asText(fieldOf(about, 'kind'));
    const uid = asText(fieldOf(about, 'uid'));
    if (kind !== 'Rollout' || uid === '') {
      return null;
    }
    const series = fieldOf(object, 'series');
    return {
      ownedBy: [uid],
      data: {
        type: asText(object.type),
        reason: asText(object.reason),
        message: asText(object.message),
        count: Math.max(
          asCount(fieldOf(series, 'count')),
          asCount(object.count),
          1,
        ),
        // Three ways to say when, by the age of the client that recorded it.
        lastSeenAt:
          asTime(fieldOf(series, 'lastObservedTime')) ??
          asTime(object.lastTimestamp) ??
          asTime(object.eventTime) ??
          asTime(pathOf(object, 'metadata', 'creationTimestamp')),
        about: `${kind}/${asText(fieldOf(about, 'name'))}`,
      },
    };
  },
};
