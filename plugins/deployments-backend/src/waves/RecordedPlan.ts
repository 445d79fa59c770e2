import type {
  DecisionBasis,
  Wave,
  WaveEvent,
  WavePlan,
  WaveTarget,
} from '@heal7/backstage-plugin-deployments-common';

/**
 * A target of a plan with what only the plan itself needs to know.
 *
 * @internal
 */
export interface RecordedTarget extends WaveTarget {
  /** Of the object that the person saw. */
  uid: string;
  /**
   * The act that was begun and of which nothing is known yet: written down
   * before it is carried out, so that a portal that was killed finds it.
   */
  attempt: DecisionBasis | null;
  /** What was acted on last: nothing is acted on twice. */
  actedOn: DecisionBasis | null;
  /** Attempts that failed one after the other. */
  failures: number;
  /** Epoch, ms: not to be tried again before; null when it may be. */
  retryAt: number | null;
}

/** @internal */
export interface RecordedWave
  extends Omit<Wave, 'targets' | 'soakedSeconds' | 'soakedAt'> {
  targets: RecordedTarget[];
  soakedMs: number;
  /**
   * Epoch, ms: when all targets were seen healthy last; null when the last
   * look did not see that.
   */
  healthySeenAt: number | null;
}

/**
 * A plan as it is kept.
 *
 * @internal
 */
export interface RecordedPlan extends Omit<WavePlan, 'waves'> {
  waves: RecordedWave[];
}

/** @internal */
export const isRunning = ({ status }: Pick<WavePlan, 'status'>): boolean =>
  status === 'acting' || status === 'waiting';

/** @internal */
export function eventOf(
  now: Date,
  kind: WaveEvent['kind'],
  rest: Partial<Omit<WaveEvent, 'at' | 'kind'>> = {},
): WaveEvent {
  return {
    at: now.toISOString(),
    kind,
    wave: null,
    target: null,
    actor: null,
    message: '',
    ...rest,
  };
}

const wireTarget = (recorded: RecordedTarget): WaveTarget => ({
  target: recorded.target,
  environment: recorded.environment,
  revisionHash: recorded.revisionHash,
  images: recorded.images,
  progress: recorded.progress,
  actedAt: recorded.actedAt,
});

/** A plan as callers see it. @internal */
export function wirePlan(plan: RecordedPlan): WavePlan {
  return {
    ...plan,
    waves: plan.waves.map(
      ({ targets, soakedMs, healthySeenAt, ...wave }): Wave => ({
        ...wave,
        targets: targets.map(wireTarget),
        soakedSeconds: Math.floor(soakedMs / 1000),
        soakedAt:
          healthySeenAt === null ? null : new Date(healthySeenAt).toISOString(),
      }),
    ),
  };
}
