import type { DeploymentEvent } from '@heal7/backstage-plugin-deployments-common';
import { asTime } from '@heal7/backstage-plugin-deployments-node';
import { readEvent, textOf } from '../canary/readEvent';
import type { Saying } from '../canary/readEvent';

/** An event that says something. */
export interface Told<TSaying extends Saying = Saying> {
  saying: TSaying;
  /** Flagger's own words. */
  text: string;
  count: number;
  at: string | null;
}

/** What is known of the run of now, or the last one. */
export interface Story {
  /** Newest first. */
  told: Told[];
  /** When it began; null when that event is gone. */
  beganAt: string | null;
}

const millisecondsOf = (time: string | null) =>
  time === null ? -Infinity : Date.parse(time);

/**
 * What Flagger's events say of the run of now. Events are not forever: the API
 * server forgets them after an hour, and Flagger's event client stops sending
 * after a burst of 25. So this may be empty, and nothing depends on it that
 * the status tells as well.
 *
 * @param events - newest first.
 */
export function storyOf(events: DeploymentEvent[]): Story {
  const told = events.flatMap(({ message, count, lastSeenAt }) => {
    const saying = readEvent(message);
    return saying
      ? [{ saying, text: textOf(message), count, at: asTime(lastSeenAt) }]
      : [];
  });
  const beganAt =
    told.find(({ saying }) => saying.says === 'began')?.at ?? null;
  const since = millisecondsOf(beganAt);
  return {
    beganAt,
    told: told.filter(({ at }) => millisecondsOf(at) >= since),
  };
}

/** What was told of one sort, newest first. */
export function toldOf<TSays extends Saying['says']>(
  { told }: Story,
  says: TSays,
): Told<Extract<Saying, { says: TSays }>>[] {
  return told.filter(
    (one): one is Told<Extract<Saying, { says: TSays }>> =>
      one.saying.says === says,
  );
}

/**
 * What holds the run since it last went on: the newest of what was told, unless
 * that is progress. Of the same second, what holds counts.
 */
export function holding(story: Story): Told | null {
  const moved = story.told.find(({ saying }) =>
    ['began', 'advanced'].includes(saying.says),
  );
  const since = millisecondsOf(moved?.at ?? null);
  return (
    story.told.find(
      ({ saying, at }) =>
        !['began', 'advanced', 'rolled-back'].includes(saying.says) &&
        millisecondsOf(at) >= since,
    ) ?? null
  );
}
