import type { Clock, StopTimer } from './clock.mts';

interface Timer {
  at: number;
  every: number | null;
  run: () => void;
}

/** A clock that stands still until `advance` is called. */
export interface VirtualClock extends Clock {
  /** Moves time on and runs every timer that falls due, in order. */
  advance(milliseconds: number): void;
}

/** Makes a virtual clock; `start` is in milliseconds since the epoch. */
export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  const timers = new Set<Timer>();

  const add = (
    at: number,
    every: number | null,
    run: () => void,
  ): StopTimer => {
    const timer = { at, every, run };
    timers.add(timer);
    return () => {
      timers.delete(timer);
    };
  };

  const nextDue = (until: number): Timer | undefined => {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.at <= until && (!next || timer.at < next.at)) {
        next = timer;
      }
    }
    return next;
  };

  return {
    now: () => now,
    every: (milliseconds, run) => add(now + milliseconds, milliseconds, run),
    after: (milliseconds, run) => add(now + milliseconds, null, run),
    advance(milliseconds) {
      const until = now + milliseconds;
      for (let due = nextDue(until); due; due = nextDue(until)) {
        now = due.at;
        if (due.every === null) {
          timers.delete(due);
        } else {
          due.at += due.every;
        }
        due.run();
      }
      now = until;
    },
  };
}
