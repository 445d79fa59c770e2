import type { DeliveryPerformance } from '@heal7/backstage-plugin-deployments-common';
import type { EndedRollout } from './EndedRollout';
import { dayOf } from './period';
import type { Period } from './period';

/** Of an even number of values the mean of the two in the middle. */
function median(values: number[]): number | null {
  if (values.length === 0) {
    return null;
  }
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

const seconds = (millis: number | null) =>
  millis === null ? null : millis / 1000;

/**
 * Promoted rollouts that a later rollback undid, each with that rollback. A
 * rollback that came through undoes every rollout that was promoted on its
 * target since the revision which it went back to; where that one is not
 * known, the one before it. A rollback that was itself given up undoes
 * nothing.
 *
 * @internal
 */
export function undoneBy(rollouts: EndedRollout[]): Map<number, EndedRollout> {
  const undone = new Map<number, EndedRollout>();
  const promoted = new Map<string, EndedRollout[]>();
  for (const rollout of [...rollouts].sort((a, b) => a.id - b.id)) {
    if (rollout.verdict !== 'promoted') {
      continue;
    }
    const before = promoted.get(rollout.targetId) ?? [];
    if (rollout.rollback) {
      const goal = before.findLastIndex(
        ({ revisionHash }) => revisionHash === rollout.revisionHash,
      );
      const since = goal === -1 ? before.slice(-1) : before.slice(goal + 1);
      for (const { id } of since) {
        undone.set(id, undone.get(id) ?? rollout);
      }
    }
    promoted.set(rollout.targetId, [...before, rollout]);
  }
  return undone;
}

/**
 * How long a failed rollout was not made good; null when it still is not.
 *
 * - Aborted: from the first degraded or aborted state to the next healthy one
 *   of the target, whichever revision brought it.
 * - Undone: from the time that it was seen degraded after its promotion, or
 *   else from the start of the rollback, to the end of the rollback.
 */
function timeToRestore(
  rollout: EndedRollout,
  rollback: EndedRollout | undefined,
): number | null {
  if (rollback) {
    const { failedAt } = rollout;
    const isIncident =
      failedAt !== null &&
      failedAt >= rollout.endedAt &&
      failedAt <= rollback.startedAt;
    const began = isIncident ? failedAt : rollback.startedAt;
    return Math.max(0, rollback.endedAt - began);
  }
  const { failedAt, restoredAt, endedAt } = rollout;
  return restoredAt === null
    ? null
    : Math.max(0, restoredAt - Math.min(failedAt ?? endedAt, endedAt));
}

/**
 * The four DORA figures of rollouts that ended in a period. One rollout of one
 * workload in one cluster counts as one: two clusters are two.
 *
 * - **Deployment frequency**: rollouts promoted, divided by the days of the
 *   period. Rollbacks count, they change production as well.
 * - **Lead time**: median time from the commit to the promotion, of promoted
 *   rollouts whose time of commit is known. A rollback brings no new commit
 *   and is left out. When an image was built says nothing of the commit, so
 *   it is never taken for it.
 * - **Change failure rate**: those aborted, and those promoted and later
 *   undone by a rollback, of all that were promoted or aborted. What was
 *   superseded or removed while it ran is in neither number. A failure counts
 *   on the day on which the rollout itself ended.
 * - **Time to restore**: median of `timeToRestore` of those failures that
 *   were made good.
 *
 * @param rollouts - all that ended since the start of the period
 * @internal
 */
export function figuresOf(
  rollouts: EndedRollout[],
  period: Period,
  environment: string | null,
): DeliveryPerformance {
  const undone = undoneBy(rollouts);
  const ended = rollouts.filter(
    ({ endedAt }) => endedAt >= period.from && endedAt < period.to,
  );
  const promoted = ended.filter(({ verdict }) => verdict === 'promoted');
  const failed = ended.filter(
    ({ id, verdict }) => verdict === 'aborted' || undone.has(id),
  );
  const leadTimes = promoted.flatMap(({ rollback, committedAt, endedAt }) =>
    rollback || committedAt === null
      ? []
      : [Math.max(0, endedAt - committedAt)],
  );
  const restores = failed.flatMap(
    rollout => timeToRestore(rollout, undone.get(rollout.id)) ?? [],
  );
  const onDay = (some: EndedRollout[], day: string) =>
    some.filter(({ endedAt }) => dayOf(endedAt) === day).length;
  return {
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    environment,
    deployments: promoted.length,
    deploymentsPerDay: promoted.length / period.days.length,
    leadTimeSeconds: seconds(median(leadTimes)),
    leadTimeKnown: leadTimes.length,
    changeFailureRate: ended.length === 0 ? null : failed.length / ended.length,
    failures: failed.length,
    timeToRestoreSeconds: seconds(median(restores)),
    restored: restores.length,
    days: period.days.map(day => ({
      day,
      promoted: onDay(promoted, day),
      failed: onDay(failed, day),
    })),
  };
}
