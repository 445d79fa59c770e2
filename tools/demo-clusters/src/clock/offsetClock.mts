import type { Clock } from './clock.mts';

/** A clock that can be set back, to play what happened before now. */
export interface OffsetClock extends Clock {
  /** Milliseconds added to the underlying clock; negative is the past. */
  offset: number;
}

/** Wraps a clock; timers are those of the underlying one. */
export function createOffsetClock(clock: Clock): OffsetClock {
  return {
    offset: 0,
    now() {
      return clock.now() + this.offset;
    },
    every: (milliseconds, run) => clock.every(milliseconds, run),
    after: (milliseconds, run) => clock.after(milliseconds, run),
  };
}
