import * as fc from 'fast-check';
import { conditionLimits, measuredNumber, sparkline } from './sparkline';

const BOX = { width: 96, height: 28, padding: 4 };

describe('measuredNumber', () => {
  it.each([
    ['0.5', 0.5],
    ['[0.997]', 0.997],
    [' [ 3e-4 ] ', 0.0003],
    ['-2', -2],
    ['', null],
    ['[]', null],
    ['NaN', null],
    ['[NaN]', null],
    ['[1,2]', null],
    ['up', null],
  ])('reads %j as %j', (text, number) => {
    expect(measuredNumber(text)).toBe(number);
  });

  it('reads every number that can be printed', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), n => {
        expect(measuredNumber(`[${n}]`)).toBe(Number(`${n}`));
      }),
    );
  });
});

describe('conditionLimits', () => {
  it.each([
    ['result[0] >= 0.95', [0.95]],
    ['result < 0.01 || result > 5', [0.01, 5]],
    ['len(result) == 0', []],
    ['len(result) > 0 && result[0] <= 0.01', [0.01]],
    ['', []],
  ])('finds the numbers in %j', (condition, limits) => {
    expect(conditionLimits(condition)).toEqual(limits);
  });

  it('names a limit of both conditions once', () => {
    expect(conditionLimits('result < 5', 'result >= 5')).toEqual([5]);
  });
});

describe('sparkline', () => {
  it('is nothing without a number', () => {
    expect(sparkline([{ value: 'x', phase: 'Error' }], [1], BOX)).toBeNull();
  });

  it('draws higher values higher up', () => {
    const drawn = sparkline(
      [
        { value: '1', phase: 'Successful' },
        { value: '2', phase: 'Successful' },
      ],
      [],
      BOX,
    );
    expect(drawn!.points[0].y).toBeGreaterThan(drawn!.points[1].y);
  });

  it('stays inside its box and in order', () => {
    const number = fc.double({ noNaN: true, min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 20 }),
        fc.array(number, { maxLength: 3 }),
        (values, limits) => {
          const drawn = sparkline(
            values.map(v => ({ value: `[${v}]`, phase: 'Successful' })),
            limits,
            BOX,
          )!;
          const ys = [...drawn.points, ...drawn.limits].map(p => p.y);
          const xs = drawn.points.map(p => p.x);
          expect(Math.min(...ys)).toBeGreaterThanOrEqual(BOX.padding - 1e-6);
          expect(Math.max(...ys)).toBeLessThanOrEqual(24 + 1e-6);
          expect(Math.min(...xs)).toBeGreaterThanOrEqual(BOX.padding);
          expect(Math.max(...xs)).toBeLessThanOrEqual(92 + 1e-6);
          expect(xs).toEqual([...xs].sort((a, b) => a - b));
        },
      ),
    );
  });
});
