import type { EntityDeployments } from '@heal7/backstage-plugin-deployments-common';
import { Unavailable } from './portal.mts';
import { judge, type Memory, type Verdict, type Wanted } from './verdict.mts';

/** Time, so that tests need none. */
export type Clock = {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** 0 to 1. */
  random(): number;
};

export type Limits = {
  /** For the rollout to end. */
  timeoutMs: number;
  /** For the cluster to show the digest at all. */
  appearMs: number;
  pollMs: number;
  /** What to do when a person has to decide. */
  onPerson: 'wait' | 'stop';
};

export type End = {
  result: 'good' | 'bad' | 'person' | 'timeout';
  reason: string;
};

const LONGEST_BACKOFF_MS = 60_000;

/**
 * Asks until there is a verdict or no time left. An answer that cannot be had
 * is asked for again, later each time, and never counts as anything.
 *
 * @param say - told each reason once
 * @throws Refused
 */
export async function waitForVerdict(
  ask: () => Promise<EntityDeployments>,
  wanted: Wanted,
  limits: Limits,
  clock: Clock,
  say: (text: string) => void,
): Promise<End> {
  const start = clock.now();
  const memory: Memory = {};
  let failures = 0;
  let said = '';
  for (;;) {
    let verdict: Verdict | undefined;
    let reason: string;
    let wait = limits.pollMs;
    try {
      verdict = judge(await ask(), wanted, memory);
      reason = verdict.reason;
      failures = 0;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      reason = error.message;
      failures += 1;
      wait = Math.max(backoff(failures, limits, clock), error.after * 1000);
    }
    if (reason !== said) say(reason);
    said = reason;
    if (verdict?.state === 'good' || verdict?.state === 'bad') {
      return { result: verdict.state, reason };
    }
    if (verdict?.state === 'person' && limits.onPerson === 'stop') {
      return { result: 'person', reason };
    }
    const spent = clock.now() - start;
    if (!memory.seen && spent >= limits.appearMs) {
      return {
        result: 'timeout',
        reason: `not there after ${minutes(limits.appearMs)}: ${reason}`,
      };
    }
    if (spent >= limits.timeoutMs) {
      return {
        result: 'timeout',
        reason: `not over after ${minutes(limits.timeoutMs)}: ${reason}`,
      };
    }
    await clock.sleep(wait);
  }
}

function backoff(failures: number, { pollMs }: Limits, clock: Clock): number {
  const longest = Math.min(LONGEST_BACKOFF_MS, pollMs * 2 ** failures);
  return longest / 2 + (longest / 2) * clock.random();
}

const minutes = (ms: number) => `${Math.round(ms / 6_000) / 10} minutes`;
