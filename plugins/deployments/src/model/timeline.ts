import type {
  DeploymentPhase,
  RolloutDetail,
} from '@heal7/backstage-plugin-deployments-common';

/** Something that happened to a rollout. Times are ISO 8601. @internal */
export type TimelineEntry =
  | { kind: 'phase'; at: string; phase: DeploymentPhase; message: string }
  | { kind: 'step'; at: string; index: number; total: number; label: string };

/**
 * Phases and steps as one story, oldest first. What happened at the same time
 * keeps its order: a phase before the step that it led to.
 *
 * @internal
 */
export function timelineOf(
  rollout: Pick<RolloutDetail, 'phases' | 'steps'>,
): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...rollout.phases.map(one => ({ kind: 'phase' as const, ...one })),
    ...rollout.steps.map(one => ({ kind: 'step' as const, ...one })),
  ];
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Seconds from the start to the end, or to now while it is running. @internal */
export function rolloutSeconds(
  rollout: { startedAt: string; endedAt: string | null },
  now: number,
): number {
  const end = rollout.endedAt ? Date.parse(rollout.endedAt) : now;
  return Math.max(0, (end - Date.parse(rollout.startedAt)) / 1000);
}

/**
 * The shares of traffic up to the end, or up to now while it is running: what
 * was last seen holds until then.
 *
 * @internal
 */
export function trafficCurve(
  rollout: Pick<RolloutDetail, 'traffic' | 'endedAt'>,
  now: number,
): { at: number; set: number; actual: number }[] {
  const points = rollout.traffic.map(one => ({
    ...one,
    at: Date.parse(one.at),
  }));
  const last = points[points.length - 1];
  const until = rollout.endedAt ? Date.parse(rollout.endedAt) : now;
  return last && until > last.at ? [...points, { ...last, at: until }] : points;
}
