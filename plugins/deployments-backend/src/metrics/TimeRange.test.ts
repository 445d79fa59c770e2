import fc from 'fast-check';
import { MAX_POINTS, timeRange } from './TimeRange';

const NOW = new Date('2026-11-23T09:00:07.123Z');
const before = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('timeRange', () => {
  it('is the last two hours at whole steps, so that all ask the same', () => {
    const range = timeRange({}, NOW);
    expect(range).toEqual({
      from: new Date('2026-11-23T07:00:00.000Z'),
      to: new Date('2026-11-23T09:00:00.000Z'),
      stepSeconds: 30,
    });
    expect(timeRange({}, new Date('2026-11-23T09:00:29.999Z'))).toEqual(range);
  });

  it('does not ask for the future', () => {
    const range = timeRange({ from: before(60), to: before(-3600) }, NOW);
    expect(range.to.getTime()).toBeLessThanOrEqual(NOW.getTime());
  });

  it.each([
    [{ from: before(-10) }, '`from` must be before'],
    [{ from: before(10), to: before(20) }, '`from` must be before'],
    [{ from: before(24 * 3600 + 1) }, '24 hours at most'],
  ])('refuses %j', (asked, message) => {
    expect(() => timeRange(asked, NOW)).toThrow(message);
  });

  it('never has more points than are drawn', () => {
    const second = fc.integer({ min: 1, max: 24 * 3600 });
    fc.assert(
      fc.property(second, fc.nat(86_400_000), (length, shift) => {
        const to = new Date(NOW.getTime() - shift);
        const from = new Date(to.getTime() - length * 1000);
        const range = timeRange({ from, to }, NOW);
        const span = range.to.getTime() - range.from.getTime();
        expect(span / 1000 / range.stepSeconds + 1).toBeLessThanOrEqual(
          MAX_POINTS,
        );
        expect(range.from.getTime()).toBeLessThanOrEqual(from.getTime());
      }),
    );
  });
});
