import fc from 'fast-check';
import { slotOf } from './slots';

const START = new Date('2026-11-23T09:00:00Z');
const DAY = 86_400_000;

describe('slotOf', () => {
  it('keeps the first minutes to the shortest slot', () => {
    const slots = new Set(
      Array.from({ length: 60 }, (_, second) =>
        slotOf(START, new Date(START.getTime() + second * 1000), 1000),
      ),
    );
    expect(slots.size).toBe(60);
  });

  it('makes few slots of a rollout that is stuck for a year', () => {
    const slots = new Set<number>();
    for (let age = 0; age < 365 * DAY; age += 5 * 60_000) {
      slots.add(slotOf(START, new Date(START.getTime() + age), 10_000));
    }
    expect(slots.size).toBeLessThan(2_500);
  });

  it('never puts a fact into a slot that begins after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -DAY, max: 400 * DAY }), age => {
        const at = new Date(START.getTime() + age);
        const slot = slotOf(START, at, 1000);
        expect(slot).toBeLessThanOrEqual(at.getTime());
        const distance = at.getTime() - slot;
        expect(distance).toBeLessThanOrEqual(Math.max(1000, age / 32));
      }),
    );
  });
});
