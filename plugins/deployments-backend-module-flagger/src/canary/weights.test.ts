import fc from 'fast-check';
import { canary } from '../__testUtils__/canary';
import { maxWeightOf, weightsOf } from './weights';

const analysis = (fields: object) =>
  canary({ analysis: { stepWeight: null, maxWeight: null, ...fields } }).spec
    .analysis!;

describe('the weights that a canary goes through', () => {
  // As `runCanary` and `nextStepWeight` of Flagger work them out.
  it.each<[string, object, number[]]>([
    ['even steps', { stepWeight: 20, maxWeight: 60 }, [20, 40, 60]],
    ['a step beyond the last', { stepWeight: 30, maxWeight: 50 }, [30, 60]],
    ['all of it without an end', { stepWeight: 40 }, [40, 80, 100]],
    ['a list', { stepWeights: [1, 10, 50] }, [1, 10, 50]],
    ['a list to the end', { stepWeights: [10, 100] }, [10, 100]],
    ['a list that leaps over 100', { stepWeights: [50, 150] }, [50, 100]],
    ['one step', { stepWeights: [5] }, [5]],
    [
      'one length where both are given, up to the end of the list',
      { stepWeight: 25, stepWeights: [10, 50] },
      [25, 50],
    ],
    ['none without a step', { maxWeight: 50 }, []],
    [
      'no further than a list that goes back',
      { stepWeights: [30, 10, 50] },
      [30],
    ],
  ])('%s', (_, fields, weights) => {
    expect(weightsOf(analysis(fields))).toEqual(weights);
  });

  it('rise, end at the weight of the promotion or above, and are no more than 100', () => {
    fc.assert(
      fc.property(
        fc.nat(120),
        fc.array(fc.integer({ min: -10, max: 130 }), { maxLength: 6 }),
        fc.nat(120),
        (stepWeight, stepWeights, maxWeight) => {
          const given = analysis({ stepWeight, stepWeights, maxWeight });
          const weights = weightsOf(given);
          expect([...new Set(weights)].sort((a, b) => a - b)).toEqual(weights);
          expect(weights.every(weight => weight > 0 && weight <= 100)).toBe(
            true,
          );
          const end = Math.min(maxWeightOf(given), 100);
          const reached = stepWeight === 0 || (weights.at(-1) ?? 0) >= end;
          expect(reached || end <= 0).toBe(true);
        },
      ),
    );
  });
});
