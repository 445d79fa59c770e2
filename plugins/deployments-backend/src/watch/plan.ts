import type { WatchFailure } from './failure';

/**
 * What a reflector does next.
 *
 * @internal
 */
export type Step =
  | { do: 'list'; continueToken: string | null }
  | { do: 'watch'; resourceVersion: string };

/**
 * What a step came to. `livedMs` is how long a watch was open; its
 * `resourceVersion` is the last one seen on it.
 *
 * @internal
 */
export type Outcome =
  | { type: 'page'; continueToken: string }
  | { type: 'listed'; resourceVersion: string }
  | { type: 'closed'; resourceVersion: string; livedMs: number }
  | {
      type: 'failed';
      failure: WatchFailure;
      /** Set when a watch failed after it had been open. */
      resourceVersion?: string;
    };

/**
 * State of a reflector between steps.
 *
 * @internal
 */
export interface Plan {
  step: Step;
  /** Milliseconds to wait before the step. */
  delayMs: number;
  /** Steps that failed in a row; a watch that lived long ends the row. */
  failures: number;
}

/** @internal */
export interface PlanTiming {
  firstBackoffMs: number;
  maxBackoffMs: number;
  /** A watch that lived this long was in order: reopen it at once. */
  longLivedMs: number;
  /** Where the waits for a missing or forbidden kind end up. */
  slowRetryMs: number;
}

/** @internal */
export const DEFAULT_TIMING: PlanTiming = {
  firstBackoffMs: 500,
  maxBackoffMs: 10_000,
  longLivedMs: 5_000,
  slowRetryMs: 60_000,
};

/** @internal */
export const INITIAL_PLAN: Plan = {
  step: { do: 'list', continueToken: null },
  delayMs: 0,
  failures: 0,
};

const LIST: Step = { do: 'list', continueToken: null };

/**
 * Exponential with full jitter in its upper half, so that the watches of all
 * kinds, broken together, do not come back together.
 */
function backoff(
  failures: number,
  timing: PlanTiming,
  random: number,
  maxMs = timing.maxBackoffMs,
) {
  const ceiling = Math.min(
    maxMs,
    timing.firstBackoffMs * 2 ** Math.min(failures - 1, 20),
  );
  return Math.round(ceiling * (0.5 + random / 2));
}

function afterFailure(
  plan: Plan,
  failure: WatchFailure,
  resume: Step,
  timing: PlanTiming,
  random: number,
): Plan {
  const failures = plan.failures + 1;
  const wait = backoff(failures, timing, random);
  switch (failure.kind) {
    case 'gone':
      // The first time it is ordinary (the server compacted its history);
      // again and again it is not, and then it must not become a busy loop.
      return { step: LIST, delayMs: failures === 1 ? 0 : wait, failures };
    case 'absent':
    case 'forbidden':
      // From a list, because what was watched may be gone for good. Soon at
      // first: a server that is starting may not know its custom resources
      // and its roles yet. Then ever slower.
      return {
        step: LIST,
        delayMs: backoff(failures, timing, random, timing.slowRetryMs),
        failures,
      };
    case 'unauthorized':
      // The next request carries a new credential; once, that is worth
      // trying without delay.
      return { step: resume, delayMs: failures === 1 ? 0 : wait, failures };
    default:
      return {
        // A version that the server has never reached (its data was restored
        // from a backup) is refused for ever, and not as gone.
        step: failure.kind === 'server' && failures >= 3 ? LIST : resume,
        delayMs: Math.max(wait, failure.retryAfterMs ?? 0),
        failures,
      };
  }
}

/**
 * Decides what follows a step. Pure; `random` is in [0, 1).
 *
 * The contract of the API server behind it
 * (https://kubernetes.io/docs/reference/using-api/api-concepts/): a watch may
 * be closed at any time and be resumed from the last version seen; 410 means
 * that this version is no longer kept; a `continue` token expires with 410.
 *
 * @internal
 */
export function advance(
  plan: Plan,
  outcome: Outcome,
  random: number,
  timing: PlanTiming = DEFAULT_TIMING,
): Plan {
  switch (outcome.type) {
    case 'page':
      return {
        step: { do: 'list', continueToken: outcome.continueToken },
        delayMs: 0,
        failures: plan.failures,
      };
    case 'listed':
      return {
        step: { do: 'watch', resourceVersion: outcome.resourceVersion },
        delayMs: 0,
        failures: plan.failures,
      };
    case 'closed': {
      const step: Step = {
        do: 'watch',
        resourceVersion: outcome.resourceVersion,
      };
      if (outcome.livedMs >= timing.longLivedMs) {
        return { step, delayMs: 0, failures: 0 };
      }
      const failures = plan.failures + 1;
      return { step, delayMs: backoff(failures, timing, random), failures };
    }
    default: {
      const { step } = plan;
      // A list is begun anew: its pages belong to one version, and the token
      // may have expired by the time of the next attempt.
      const resume: Step =
        step.do === 'watch'
          ? {
              do: 'watch',
              resourceVersion: outcome.resourceVersion ?? step.resourceVersion,
            }
          : LIST;
      return afterFailure(plan, outcome.failure, resume, timing, random);
    }
  }
}
