/** A server that runs until its process ends. */
export interface Running {
  /** Resolves with how it ended, once it has. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** What keeping a server running needs from outside. */
export interface Keeper {
  /** Resolves when the server answers; rejects when it never will. */
  start(): Promise<Running>;
  /** Waits before another attempt. */
  pause(ms: number): Promise<void>;
  log(line: string): void;
  signal: AbortSignal;
}

/** Attempts in a row that never come to answer before it is given up. */
const ATTEMPTS = 5;

/**
 * Starts a server, and again whenever it dies, until the signal stops it.
 *
 * @throws Error when it does not come up several times in a row
 */
export async function keepRunning(keeper: Keeper): Promise<void> {
  const { signal, log } = keeper;
  let failures = 0;
  let deaths = 0;
  while (!signal.aborted) {
    let running: Running;
    try {
      running = await keeper.start();
    } catch (error) {
      failures += 1;
      if (signal.aborted) {
        return;
      }
      if (failures === ATTEMPTS) {
        throw new Error(
          `it does not start (${ATTEMPTS} attempts): ${
            (error as Error).message
          }`,
        );
      }
      log(`it does not start: ${(error as Error).message}`);
      await keeper.pause(500 * 2 ** failures);
      continue;
    }
    failures = 0;
    const stop = () => running.stop();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
      await stop();
    }
    const how = await running.ended;
    signal.removeEventListener('abort', stop);
    if (!signal.aborted) {
      deaths += 1;
      log(
        `it ended (${how}) and is started again. It has forgotten everything: ` +
          'its stacks show as reset',
      );
      // One that dies as soon as it answers must not spin.
      await keeper.pause(Math.min(500 * deaths, 30_000));
    }
  }
}
