/**
 * Remembers that there is work and lets one loop wait for it.
 *
 * @internal
 */
export class Wakeup {
  #pending = false;
  #waiting: (() => void) | null = null;

  notify(): void {
    this.#pending = true;
    this.#waiting?.();
  }

  /** Resolves when there is work or the signal aborts. */
  async next(signal: AbortSignal): Promise<void> {
    if (!this.#pending && !signal.aborted) {
      await new Promise<void>(resolve => {
        const done = () => {
          signal.removeEventListener('abort', done);
          this.#waiting = null;
          resolve();
        };
        this.#waiting = done;
        signal.addEventListener('abort', done, { once: true });
      });
    }
    this.#pending = false;
  }
}
