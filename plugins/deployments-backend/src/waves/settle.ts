import { ServiceUnavailableError, ConflictError } from '@backstage/errors';
import type { WaveStop } from '@heal7/backstage-plugin-deployments-common';
import type { ActResult } from '../actions/act';
import { actedOn, sameTarget, stopped, withTarget } from './nextStep';
import type { PlanStep, WaveAct } from './nextStep';
import { eventOf } from './RecordedPlan';
import type { RecordedPlan } from './RecordedPlan';
import { named } from './situation';

const MOST_FAILURES = 5;
const FIRST_RETRY_MS = 5_000;

/**
 * What came of an act: what the cluster answered, that it may not be done
 * any more, or an error.
 *
 * @internal
 */
export type WaveActOutcome =
  | {
      kind: 'result';
      result: Pick<ActResult, 'outcome'> & { fields?: string[] };
    }
  | { kind: 'refused'; stop: WaveStop }
  | { kind: 'error'; error: Error };

const withoutAttempt = (plan: RecordedPlan, act: WaveAct): RecordedPlan =>
  withTarget(plan, act.target, target => ({
    ...target,
    progress: 'rolling',
    attempt: null,
  }));

/**
 * The plan after an act of it. Pure. An act of which nobody knows whether it
 * was carried out stays begun: trying again acts on what the first attempt
 * was decided on, and so never twice.
 *
 * @internal
 */
export function settle(
  plan: RecordedPlan,
  act: WaveAct,
  outcome: WaveActOutcome,
  now: Date,
): PlanStep {
  const about = { wave: plan.currentWave, target: act.target };
  switch (outcome.kind) {
    case 'refused':
      return stopped(withoutAttempt(plan, act), outcome.stop, now);
    case 'error':
      return failed(plan, act, outcome.error, now);
    default: {
      const { result } = outcome;
      const next = withTarget(plan, act.target, one => actedOn(one, now));
      if (result.outcome === 'done') {
        const acted = eventOf(now, 'acted', {
          ...about,
          actor: plan.startedBy,
        });
        return { plan: next, events: [acted], act: null };
      }
      const stop = whyLost(act, result.fields ?? []);
      if (stop) {
        return stopped(withoutAttempt(plan, act), stop, now);
      }
      return act.resumed
        ? {
            plan: next,
            events: [eventOf(now, 'found-acted', about)],
            act: null,
          }
        : {
            // Somebody else was faster; the next look sees what they did.
            plan: withTarget(plan, act.target, one => ({
              ...actedOn(one, now),
              actedAt: one.actedAt,
            })),
            events: [eventOf(now, 'conflict', about)],
            act: null,
          };
    }
  }
}

function whyLost({ target }: WaveAct, fields: string[]): WaveStop | null {
  const what = named({ target });
  if (fields.includes('uid') || fields.includes('revisionHash')) {
    return {
      code: 'moved-on',
      message: `${what} is rolling out something else now`,
      target,
    };
  }
  return fields.includes('aborted')
    ? { code: 'aborted', message: `${what} was aborted`, target }
    : null;
}

function failed(
  plan: RecordedPlan,
  act: WaveAct,
  error: Error,
  now: Date,
): PlanStep {
  const failures =
    1 +
    (plan.waves
      .flatMap(({ targets }) => targets)
      .find(({ target }) => sameTarget(target, act.target))?.failures ?? 0);
  const passing =
    error instanceof ServiceUnavailableError || error instanceof ConflictError;
  if (!passing || failures >= MOST_FAILURES) {
    const message = `${named(act)}: ${error.message}`;
    const stop = { code: 'failed' as const, message, target: act.target };
    return stopped(withoutAttempt(plan, act), stop, now);
  }
  const retryAt = now.getTime() + FIRST_RETRY_MS * 2 ** (failures - 1);
  return {
    plan: withTarget(plan, act.target, target => ({
      ...target,
      failures,
      retryAt,
    })),
    events: [
      eventOf(now, 'held', {
        wave: plan.currentWave,
        target: act.target,
        message: error.message,
      }),
    ],
    act: null,
  };
}
