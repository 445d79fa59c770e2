import fc from 'fast-check';
import { namedByHash, podsOfRevision } from './revisionPods';
import type { TimeRange } from './TimeRange';

const FROM = Date.UTC(2026, 10, 23, 8);
const STEP = 30_000;
const WINDOW = 120;
const STEPS = 40;
const at = (steps: number) => new Date(FROM + steps * STEP);
const RANGE: TimeRange = { from: at(0), to: at(STEPS), stepSeconds: 30 };

const pod = (name: string, createdAt: Date | null = null) => ({
  name,
  phase: 'Running',
  ready: true,
  reason: '',
  restarts: 0,
  containers: [],
  createdAt: createdAt && createdAt.toISOString(),
});
const partsOf = (pods: ReturnType<typeof pod>[]) =>
  podsOfRevision('web', { hash: 'r1', pods }, RANGE, WINDOW);
const matches = (pattern: string, name: string) =>
  new RegExp(`^(?:${pattern})$`).test(name);

describe('pods that carry the hash in their names', () => {
  it('are told from those of others, over the whole range', () => {
    const [{ pods, ...range }, ...more] = partsOf([pod('web-r1-abcde')]);
    expect(more).toEqual([]);
    expect(range).toEqual({ from: RANGE.from, to: RANGE.to });
    expect(
      ['web-r1-abcde', 'web-primary-r1-abcde', 'web-blue-r1-x'].every(name =>
        matches(pods, name),
      ),
    ).toBe(true);
    expect(
      ['web-r2-abcde', 'web-api-r1-abcde', 'xweb-r1-abcde', 'web-r1'].some(
        name => matches(pods, name),
      ),
    ).toBe(false);
  });

  it('are asked for by it also when none of them is left', () => {
    expect(partsOf([])).toHaveLength(1);
    expect(namedByHash('web', { hash: 'r1', pods: [pod('web-0')] })).toBe(
      false,
    );
  });
});

describe('pods that keep their names from one revision to the next', () => {
  it('count from when a value looks back on nothing but them', () => {
    expect(partsOf([pod('web-1', at(10)), pod('web-0')])).toEqual([
      { from: at(0), to: at(13), pods: 'web-0' },
      { from: at(14), to: at(STEPS), pods: 'web-0|web-1' },
    ]);
    expect(partsOf([pod('web-0', at(STEPS - 1))])).toEqual([]);
  });

  it('are escaped, and not more than can be asked for', () => {
    expect(partsOf([pod('web.x-0')])[0].pods).toBe('web\\.x-0');
    const many = Array.from({ length: 101 }, (_, index) => pod(`web-${index}`));
    expect(() => partsOf(many)).toThrow('101 pods');
  });

  it('are never asked for at a time that was not theirs', () => {
    const made = fc.array(fc.integer({ min: -10, max: STEPS + 5 }), {
      minLength: 1,
      maxLength: 30,
    });
    const ownFrom = (start: number) => at(start).getTime() + WINDOW * 1000;
    fc.assert(
      fc.property(made, starts => {
        const parts = partsOf(
          starts.map((start, index) => pod(`web-${index}`, at(start))),
        );
        expect(parts.length).toBeLessThanOrEqual(8);
        parts.forEach(({ from, to, pods }, index) => {
          expect(from <= to).toBe(true);
          const next = parts[index + 1];
          expect(next ? next.from.getTime() - STEP : RANGE.to.getTime()).toBe(
            to.getTime(),
          );
          const asked = starts.filter((_, number) =>
            matches(pods, `web-${number}`),
          );
          expect(asked.every(start => ownFrom(start) <= from.getTime())).toBe(
            true,
          );
        });
        // In the end all are there that can be.
        const last = parts.at(-1)?.pods ?? '$^';
        const missing = starts.filter(
          (start, number) =>
            ownFrom(start) <= RANGE.to.getTime() &&
            !matches(last, `web-${number}`),
        );
        expect(missing).toEqual([]);
      }),
    );
  });
});
