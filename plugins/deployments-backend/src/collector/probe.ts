import type { ClusterTransport } from '../clusters/ClusterTransport';
import { readBody } from '../clusters/responseBody';
import type { Clock } from '../lib/Clock';
import { failureOfError } from '../watch/failure';
import type { KindHealth } from './kindHealth';

const EVERY_MS = 15_000;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;
/** Clocks that agree better than this are right enough for a countdown. */
const TOLERATED_SKEW_MS = 60_000;

/** What a cluster's answer tells of it. @internal */
export interface SignOfLife {
  health: KindHealth;
  /** What people should know about its clock; empty when it is right. */
  clock: string;
}

/**
 * Compares the time of an answer with ours. In whole minutes, so that the
 * words do not change from one answer to the next.
 */
function clockProblem(date: string | string[] | undefined, now: Date): string {
  const told = Date.parse(String(date));
  const skew = told - now.getTime();
  if (Number.isNaN(skew) || Math.abs(skew) < TOLERATED_SKEW_MS) {
    return '';
  }
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return `Its clock is ${minutes} min ${
    skew > 0 ? 'ahead of' : 'behind'
  } the portal's: its times and countdowns are off by as much`;
}

/**
 * Asks a cluster for a sign of life, because a connection that is merely
 * silent tells nothing: a watch on which nothing happens looks the same as
 * one to a machine that is gone. When there is none, all connections are
 * broken off, so that no watch waits on a dead one.
 *
 * An answer tells the cluster's time as well, by which countdowns are judged.
 * Any HTTP answer will do; `/version` may be read by everybody who is signed
 * in. Runs until the signal aborts.
 *
 * @internal
 */
export async function probe(
  transport: ClusterTransport,
  clock: Clock,
  report: (sign: SignOfLife) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await transport.send({
        method: 'GET',
        path: '/version',
        signal,
        headersTimeoutMs: TIMEOUT_MS,
        idleTimeoutMs: TIMEOUT_MS,
      });
      await readBody(response, MAX_BYTES);
      report({
        health: { is: 'live' },
        clock: clockProblem(response.headers.date, clock.now()),
      });
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const failure = failureOfError(error);
      report({
        health: { is: 'failed', failure: { ...failure, kind: 'network' } },
        clock: '',
      });
      await transport.close();
    }
    await clock.sleep(EVERY_MS, signal);
  }
}
