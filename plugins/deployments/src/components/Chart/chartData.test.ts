import fc from 'fast-check';
import { alignSeries, moveWindow, timeRange } from './chartData';
import type { ChartPoint } from './chartData';

const points = fc.uniqueArray(fc.tuple(fc.nat(1000), fc.option(fc.integer())), {
  selector: ([at]) => at,
}) as fc.Arbitrary<ChartPoint[]>;

describe('alignSeries', () => {
  it('keeps gaps apart from points that only others have', () => {
    expect(
      alignSeries([
        [
          [1, 10],
          [3, null],
        ],
        [
          [2, 20],
          [3, 30],
        ],
      ]),
    ).toEqual({
      times: [1, 2, 3],
      values: [
        [10, undefined, null],
        [undefined, 20, 30],
      ],
    });
  });

  it('loses and invents no point', () => {
    fc.assert(
      fc.property(fc.array(points), series => {
        const { times, values } = alignSeries(series);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        series.forEach((original, index) => {
          const back = values[index].flatMap((value, i) =>
            value === undefined ? [] : [[times[i], value]],
          );
          expect(back).toEqual([...original].sort((a, b) => a[0] - b[0]));
        });
      }),
    );
  });
});

describe('timeRange', () => {
  it('spans all series, and is nothing of nothing', () => {
    expect(timeRange([[[5, 1]], [], [[2, null]]])).toEqual({ from: 2, to: 5 });
    expect(timeRange([[], []])).toBeNull();
  });
});

describe('moveWindow', () => {
  const whole = { from: 0, to: 100_000 };

  it.each([
    ['in', { from: 40_000, to: 60_000 }],
    ['out', { from: 10_000, to: 90_000 }],
    ['earlier', { from: 10_000, to: 50_000 }],
    ['later', { from: 50_000, to: 90_000 }],
  ] as const)('%s', (how, expected) => {
    const shown = { from: 30_000, to: 70_000 };
    expect(moveWindow(shown, whole, how)).toEqual(expected);
  });

  it('stays within the whole whatever is pressed', () => {
    const how = fc.constantFrom(
      'in',
      'out',
      'earlier',
      'later',
    ) as fc.Arbitrary<'in' | 'out' | 'earlier' | 'later'>;
    fc.assert(
      fc.property(fc.array(how, { maxLength: 30 }), moves => {
        let shown = whole;
        for (const move of moves) {
          shown = moveWindow(shown, whole, move);
          expect(shown.from).toBeGreaterThanOrEqual(whole.from);
          expect(shown.to).toBeLessThanOrEqual(whole.to + 1e-6);
          expect(shown.to - shown.from).toBeGreaterThanOrEqual(9_999);
        }
      }),
    );
  });
});
