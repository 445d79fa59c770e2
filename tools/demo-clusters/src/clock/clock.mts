/** Stops a timer; calling it again does nothing. */
export type StopTimer = () => void;

/** Time as everything here sees it, so that tests and seeding can own it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `run` every `milliseconds` until stopped. */
  every(milliseconds: number, run: () => void): StopTimer;
  /** Calls `run` once, `milliseconds` from now, unless stopped. */
  after(milliseconds: number, run: () => void): StopTimer;
}

/** The machine's time. Its timers do not keep the process alive. */
export const realClock: Clock = {
  now: () => Date.now(),
  every(milliseconds, run) {
    const timer = setInterval(run, milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  },
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** RFC 3339 with seconds, as Kubernetes writes `metav1.Time`. */
export function kubeTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
