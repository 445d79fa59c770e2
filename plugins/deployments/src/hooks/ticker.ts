import { isPageVisible, onPageVisibility } from './pageVisibility';

const TICK_MS = 1000;

/**
 * One clock for every countdown on the page. It ticks once a second, only
 * while somebody listens and the page is visible.
 *
 * @internal
 */
export class Ticker {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private stopWatching: (() => void) | undefined;
  private time = Date.now();

  /** Time of the last tick, in milliseconds; at most a second old. */
  readonly now = (): number => {
    // Before the first subscription nothing has ticked. React reads twice and
    // expects the same answer, so that it is not renewed each time.
    if (this.listeners.size === 0 && Date.now() - this.time >= TICK_MS) {
      this.time = Date.now();
    }
    return this.time;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) {
      this.time = Date.now();
      this.stopWatching = onPageVisibility(this.follow);
      this.follow();
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        this.stopWatching?.();
        this.halt();
      }
    };
  };

  private readonly follow = () => {
    this.halt();
    if (isPageVisible()) {
      this.tick();
      this.timer = setInterval(this.tick, TICK_MS);
    }
  };

  private readonly tick = () => {
    this.time = Date.now();
    this.listeners.forEach(listener => listener());
  };

  private halt() {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** @internal */
export const sharedTicker = new Ticker();
