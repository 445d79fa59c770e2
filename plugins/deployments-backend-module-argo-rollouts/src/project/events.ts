import type { DeploymentEvent } from '@heal7/backstage-plugin-deployments-common';
import type { ObservedObject } from '@heal7/backstage-plugin-deployments-node';
import { compareTexts } from '../lib/json';
import { compareNewestFirst } from '../lib/time';

/** Events kept with a state; the API server forgets them after an hour. */
export const MAX_EVENTS = 50;

/** The latest events, newest first. */
export function eventsOf(
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
