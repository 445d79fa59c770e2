import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import {
  asList,
  asText,
  asTime,
  fieldOf,
} from '@heal7/backstage-plugin-deployments-node';

/** How long to leave a write of the controller alone; times are in seconds. */
const SETTLING_MS = 2_000;

/** When the status was last written; null when that is not recorded. */
function statusWrittenAt({ metadata }: KubernetesObject): number | null {
  const times = asList(fieldOf(metadata, 'managedFields'))
    .filter(entry => asText(fieldOf(entry, 'subresource')) === 'status')
    .map(entry => asTime(fieldOf(entry, 'time')))
    .filter(time => time !== null)
    .map(time => Date.parse(time));
  return times.length > 0 ? Math.max(...times) : null;
}

/**
 * How many milliseconds to wait before writing to a Rollout.
 *
 * The controller (1.8) puts what it has written back into its own cache when
 * it is done with a rollout, `writeBackToInformer` in rollout/controller.go.
 * A change that arrives in between, some 150 ms, is covered up by that until
 * the object changes again: a promotion right after the pause began is then
 * seen by nobody. So the latest write of the status is left to settle.
 *
 * @param now - by the portal's clock. A write far in its future says that the
 * clocks differ, and then waiting helps nothing.
 */
export function unsettledFor(live: KubernetesObject, now: Date): number {
  const written = statusWrittenAt(live);
  const age = written === null ? Infinity : now.getTime() - written;
  return age > -SETTLING_MS && age < SETTLING_MS
    ? Math.min(SETTLING_MS - age, SETTLING_MS)
    : 0;
}
