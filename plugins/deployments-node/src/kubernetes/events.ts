import type { DeploymentEvent } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '../source/WatchedKind';
import { asCount, asText, fieldOf, pathOf } from './json';
import { asTime } from './time';

/**
 * Events about objects of one kind, e.g. `Rollout`. Never all events: a busy
 * cluster makes thousands a minute.
 *
 * @public
 */
export function eventsAbout(involved: string): WatchedKind<DeploymentEvent> {
  return {
    id: 'events',
    group: '',
    version: 'v1',
    plural: 'events',
    fieldSelector: `involvedObject.kind=${involved}`,
    digest(object) {
      const about = fieldOf(object, 'involvedObject');
      const kind = asText(fieldOf(about, 'kind'));
      const uid = asText(fieldOf(about, 'uid'));
      if (kind !== involved || uid === '') {
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
}
