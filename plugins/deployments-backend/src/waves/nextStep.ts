import type {
  DecisionBasis,
  DeploymentTargetRef,
  WaveEvent,
  WaveHold,
  WaveStop,
} from '@heal7/backstage-plugin-deployments-common';
import { eventOf, isRunning } from './RecordedPlan';
import type {
  RecordedPlan,
  RecordedTarget,
  RecordedWave,
} from './RecordedPlan';
import { named, situationOf, whyStop, whyStopAfter } from './situation';
import type { SeenTarget } from './situation';

/**
 * The longest time between two looks that both saw a wave healthy for which
 * it counts as having been healthy in between. After a longer one nobody knows.
 */
export const LONGEST_UNSEEN_MS = 15_000;

/** An act that a plan wants carried out. @internal */
export interface WaveAct {
  target: DeploymentTargetRef;
  basis: DecisionBasis;
  /** Whether it was begun before: it may have been carried out. */
  resumed: boolean;
}

/**
 * What a look at a plan came to. The plan has to be kept before the act is
 * carried out.
 *
 * @internal
 */
export interface PlanStep {
  plan: RecordedPlan;
  events: WaveEvent[];
  act: WaveAct | null;
}

/**
 * What comes next in a plan. Pure, and says the same again as long as nothing
 * has changed: whoever looks next, after whatever was lost, goes on from what
 * is kept.
 *
 * @param seen - what is known of each target of the plan now.
 * @internal
 */
export function nextStep(
  plan: RecordedPlan,
  seen: (target: DeploymentTargetRef) => SeenTarget,
  now: Date,
): PlanStep {
  if (!isRunning(plan)) {
    return { plan, events: [], act: null };
  }
  const against = whyStopPlan(plan, seen, now);
  return against ? stopped(plan, against, now) : goOn(plan, seen, now);
}

/** The plan ended by what speaks against it. @internal */
export function stopped(
  plan: RecordedPlan,
  stop: WaveStop,
  now: Date,
): PlanStep {
  return {
    plan: {
      ...plan,
      status: 'stopped',
      stop,
      hold: null,
      endedAt: now.toISOString(),
    },
    events: [
      eventOf(now, 'stopped', {
        wave: plan.currentWave,
        target: stop.target,
        message: stop.message,
      }),
    ],
    act: null,
  };
}

/** @internal */
export const sameTarget = (
  a: DeploymentTargetRef,
  b: DeploymentTargetRef,
): boolean =>
  a.cluster === b.cluster &&
  a.namespace === b.namespace &&
  a.name === b.name &&
  a.engine === b.engine;

/** The plan with one target changed. @internal */
export function withTarget(
  plan: RecordedPlan,
  ref: DeploymentTargetRef,
  change: (target: RecordedTarget) => RecordedTarget,
): RecordedPlan {
  return {
    ...plan,
    waves: plan.waves.map(wave => ({
      ...wave,
      targets: wave.targets.map(target =>
        sameTarget(target.target, ref) ? change(target) : target,
      ),
    })),
  };
}

function whyStopPlan(
  plan: RecordedPlan,
  seen: (target: DeploymentTargetRef) => SeenTarget,
  now: Date,
): WaveStop | null {
  if (now.getTime() >= Date.parse(plan.expiresAt)) {
    return {
      code: 'expired',
      message: 'It has taken longer than a plan may take; start a new one',
      target: null,
    };
  }
  for (const [index, wave] of plan.waves.entries()) {
    const judge = index < plan.currentWave ? whyStopAfter : whyStop;
    for (const target of wave.targets) {
      const stop = judge(target, seen(target.target));
      if (stop) {
        return stop;
      }
    }
  }
  return null;
}

const isThroughWave = (wave: RecordedWave): boolean =>
  wave.healthySeenAt !== null && wave.soakedMs >= wave.healthyForSeconds * 1000;

function goOn(
  plan: RecordedPlan,
  seen: (target: DeploymentTargetRef) => SeenTarget,
  now: Date,
): PlanStep {
  const index = plan.currentWave;
  const events: WaveEvent[] = [];
  const tell = (kind: WaveEvent['kind'], rest: Partial<WaveEvent> = {}) =>
    events.push(eventOf(now, kind, { wave: index, ...rest }));
  const holds: WaveHold[] = [];
  let act: WaveAct | null = null;
  const targets = plan.waves[index].targets.map((target): RecordedTarget => {
    const ref = target.target;
    const situation = situationOf(plan, target, seen(ref), now);
    switch (situation.is) {
      case 'healthy':
        if (target.progress !== 'healthy') {
          tell('target-healthy', { target: ref });
        }
        return { ...target, progress: 'healthy' };
      case 'held':
        holds.push(situation.hold);
        return situation.hold.code === 'not-watched' || target.attempt
          ? target
          : { ...target, progress: 'rolling' };
      case 'found-acted':
        tell('found-acted', {
          target: ref,
          message: `${named(target)} has moved on since it was acted on`,
        });
        return actedOn(target, now);
      case 'to-settle':
        act ??= { target: ref, basis: target.attempt!, resumed: true };
        return target;
      case 'to-act': {
        if (act) {
          return { ...target, progress: 'rolling' };
        }
        const { basis } = situation.state;
        act = { target: ref, basis, resumed: false };
        tell('acting', { target: ref });
        return { ...target, progress: 'acting', attempt: basis };
      }
      default:
        return { ...target, progress: 'rolling' };
    }
  });
  const hold = holds[0] ?? null;
  tellHold(plan.hold, hold, tell);
  const wave = soaked({ ...plan.waves[index], targets }, holds, now, tell);
  const healthy = targets.every(({ progress }) => progress === 'healthy');
  const status = healthy ? ('waiting' as const) : ('acting' as const);
  const next: RecordedPlan = {
    ...plan,
    status,
    hold,
    waves: plan.waves.with(index, wave),
  };
  return isThroughWave(wave) && hold === null
    ? { ...waveEnded(next, now, events), act }
    : { plan: next, events, act };
}

/** @internal */
export function actedOn(target: RecordedTarget, now: Date): RecordedTarget {
  return {
    ...target,
    progress: 'rolling',
    actedAt: now.toISOString(),
    actedOn: target.attempt,
    attempt: null,
    failures: 0,
    retryAt: null,
  };
}

function tellHold(
  before: WaveHold | null,
  after: WaveHold | null,
  tell: (kind: WaveEvent['kind'], rest: Partial<WaveEvent>) => void,
): void {
  const keyOf = (hold: WaveHold | null) =>
    hold && JSON.stringify([hold.code, hold.message, hold.target]);
  if (keyOf(before) === keyOf(after)) {
    return;
  }
  if (after) {
    tell('held', { target: after.target, message: after.message });
  } else {
    tell('released', { target: before!.target });
  }
}

/** The wave with the time for which it has been healthy brought up to now. */
function soaked(
  wave: RecordedWave,
  holds: WaveHold[],
  now: Date,
  tell: (kind: WaveEvent['kind']) => void,
): RecordedWave {
  const healthy = wave.targets.every(({ progress }) => progress === 'healthy');
  if (!healthy) {
    if (wave.soakedMs > 0 || wave.healthySeenAt !== null) {
      tell('soak-restarted');
    }
    return { ...wave, soakedMs: 0, healthySeenAt: null };
  }
  if (holds.length > 0) {
    return { ...wave, healthySeenAt: null };
  }
  const seenAt = wave.healthySeenAt;
  if (seenAt === null && wave.soakedMs === 0) {
    tell('wave-healthy');
  }
  const passed = seenAt === null ? 0 : now.getTime() - seenAt;
  const counts = passed > 0 && passed <= LONGEST_UNSEEN_MS;
  return {
    ...wave,
    soakedMs: wave.soakedMs + (counts ? passed : 0),
    healthySeenAt: now.getTime(),
  };
}

function waveEnded(
  plan: RecordedPlan,
  now: Date,
  events: WaveEvent[],
): Omit<PlanStep, 'act'> {
  const index = plan.currentWave;
  const at = now.toISOString();
  const ended = eventOf(now, 'wave-ended', { wave: index });
  const waves = plan.waves.with(index, { ...plan.waves[index], endedAt: at });
  if (index === plan.waves.length - 1) {
    return {
      plan: { ...plan, waves, status: 'done', endedAt: at },
      events: [...events, ended, eventOf(now, 'done')],
    };
  }
  return {
    plan: {
      ...plan,
      status: 'acting',
      currentWave: index + 1,
      waves: waves.with(index + 1, { ...waves[index + 1], startedAt: at }),
    },
    events: [...events, ended, eventOf(now, 'wave-began', { wave: index + 1 })],
  };
}
