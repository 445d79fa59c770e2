import type { Clock } from '../lib/Clock';

/**
 * Does something at most once in a while, however often it is asked to: at
 * once, and again at the end of the while when it was asked meanwhile.
 *
 * @internal
 */
export class Coalesced {
  #resting = false;
  #again = false;

  constructor(
    private readonly everyMs: number,
    private readonly clock: Pick<Clock, 'sleep'>,
    private readonly act: () => Promise<void>,
    /** Ends the while at once: what was asked for meanwhile is done then. */
    private readonly stopped?: AbortSignal,
  ) {}

  async request(): Promise<void> {
    if (this.#resting) {
      this.#again = true;
      return;
    }
    this.#resting = true;
    void this.clock.sleep(this.everyMs, this.stopped).then(() => {
      this.#resting = false;
      if (this.#again) {
        this.#again = false;
        void this.request();
      }
    });
    await this.act();
  }
}
