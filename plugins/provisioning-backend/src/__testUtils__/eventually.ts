import { setTimeout as delay } from 'node:timers/promises';

const GIVE_UP_MS = 15_000;

/**
 * Repeats an assertion until it holds; fails with its own message when it
 * never does.
 */
export async function eventually<T>(assertion: () => Promise<T> | T) {
  const end = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await delay(10);
    }
  }
}
