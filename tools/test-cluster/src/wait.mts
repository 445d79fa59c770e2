import { setTimeout as delay } from 'node:timers/promises';
import { ClusterError, describeError } from './errors.mts';

/**
 * Asks again and again until the answer is neither undefined nor an error.
 *
 * @param what - what is awaited, for the message when it never comes
 * @param ask - gives the answer, or undefined when it is not there yet
 * @param options - how long to go on, and how often to ask, in milliseconds
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  options: { timeout?: number; interval?: number } = {},
): Promise<T> {
  const { timeout = 60_000, interval = 50 } = options;
  const end = performance.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined) {
        return answer;
      }
      last = undefined;
    } catch (error) {
      if (error instanceof StopWaiting) {
        throw error;
      }
      last = error;
    }
    if (performance.now() > end) {
      const reason = last ? `: ${describeError(last)}` : '';
      throw new ClusterError(
        `${what}: not within ${timeout / 1000} seconds${reason}`,
      );
    }
    await delay(interval);
  }
}

/** Thrown by a question whose answer can no longer come. */
export class StopWaiting extends ClusterError {
  override name = 'StopWaiting';
}
