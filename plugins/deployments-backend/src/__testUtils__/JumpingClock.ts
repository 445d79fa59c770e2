import type { Clock } from '../lib/Clock';

/** A clock on which waiting takes no time; it only moves the hands. */
export class JumpingClock implements Clock {
  readonly sleeps: number[] = [];
  #now = Date.parse('2026-11-23T09:00:00Z');

  now(): Date {
    return new Date(this.#now);
  }

  random(): number {
    return 0.5;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    this.#now += ms;
    await new Promise(resolve => setImmediate(resolve));
  }
}
