import type { DeploymentEvent } from '@heal7/backstage-plugin-deployments-common';
import type { ObservedObject } from '../source/WatchedKind';
import { compareTexts } from './json';
import { compareNewestFirst } from './time';

/**
 * Events kept with a state; the API server forgets them after an hour.
 *
 * @public
 */
export const MAX_EVENTS = 50;

/**
 * The latest events, newest first.
 *
 * @public
 */
export function latestEvents(
  events: ObservedObject<DeploymentEvent>[],
): DeploymentEvent[] {
  return [...events]
    .sort(
      (a, b) =>
        compareNewestFirst(a.data.lastSeenAt, b.data.lastSeenAt) ||
        compareTexts(b.name, a.name),
    )
    .slice(0, MAX_EVENTS)
    .map(event => event.data);
}
