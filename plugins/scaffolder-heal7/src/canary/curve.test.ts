import * as fc from 'fast-check';
import type { CanaryStep } from './canary';
import { curveOf, layOut } from './curve';

describe('curveOf', () => {
  it('adds up the pauses until all of the traffic has moved', () => {
    expect(
      curveOf([
        { weight: 10, pause: '10m' },
        { weight: 50, pause: '90s' },
      ]),
    ).toEqual([
      { seconds: 0, persons: 0, weight: 10, waits: false },
      { seconds: 600, persons: 0, weight: 50, waits: false },
      { seconds: 690, persons: 0, weight: 100, waits: false },
    ]);
  });

  it('counts the times that a person has to go on', () => {
    const points = curveOf([{ weight: 5 }, { weight: 10, pause: '1m' }]);
    expect(points.at(-1)).toEqual({
      seconds: 60,
      persons: 1,
      weight: 100,
      waits: false,
    });
    expect(points[0].waits).toBe(true);
  });
});

describe('layOut', () => {
  const step = fc.record(
    {
      weight: fc.integer({ min: 1, max: 99 }),
      pause: fc.constantFrom('1s', '10m', '9h'),
    },
    { requiredKeys: ['weight'] },
  ) as fc.Arbitrary<CanaryStep>;

  it('fills the width from end to end, each stretch after the other', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), steps => {
        const stretches = layOut(curveOf(steps));
        expect(stretches[0].from).toBe(0);
        expect(stretches.at(-1)!.to).toBe(1);
        stretches.forEach(({ from, to }) => expect(to).toBeGreaterThan(from));
        expect(stretches.slice(1).map(({ from }) => from)).toEqual(
          stretches.slice(0, -1).map(({ to }) => to),
        );
      }),
    );
  });
});
