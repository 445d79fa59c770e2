import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { canary, hook } from '../__testUtils__/canary';
import { positionOf } from './position';
import { stepsOf } from './steps';

const GATES = {
  webhooks: [hook('confirm-rollout'), hook('confirm-promotion')],
};
const MATCH = { match: [{ headers: { canary: { exact: 'true' } } }] };

const kindsOf = (analysis: JsonObject, spec: JsonObject = {}) =>
  stepsOf(canary({ analysis, spec })).steps.map(step =>
    step.kind === 'set-weight' ? `weight ${step.weight}` : step.kind,
  );
const indexAt = (analysis: JsonObject, status: JsonObject) =>
  positionOf(canary({ analysis, status }))?.index;

describe('the steps that the numbers of a Canary make', () => {
  it.each<[string, JsonObject, string[]]>([
    ['a canary', {}, ['weight 20', 'weight 40', 'weight 60']],
    [
      'one that mirrors first, with gates',
      { mirror: true, maxWeight: 20, ...GATES },
      ['pause', 'set-mirror-route', 'weight 20', 'pause'],
    ],
    [
      'A/B testing',
      { iterations: 2, ...MATCH },
      ['set-header-route', 'analysis', 'analysis'],
    ],
    [
      'blue-green',
      { iterations: 1, ...GATES },
      ['pause', 'analysis', 'pause', 'weight 100'],
    ],
  ])('%s', (_, analysis, kinds) => {
    expect(kindsOf(analysis)).toEqual(kinds);
  });

  it('ten checks where nothing but a Service routes', () => {
    const kinds = kindsOf(
      { ...MATCH, mirror: true },
      { provider: 'kubernetes' },
    );
    expect(kinds).toEqual(Array(10).fill('analysis'));
  });

  it('none where analysis is skipped', () => {
    expect(kindsOf({}, { skipAnalysis: true })).toEqual([]);
    expect(positionOf(canary({ spec: { skipAnalysis: true } }))).toBeNull();
    expect(kindsOf({}, { analysis: null })).toEqual([]);
  });

  it('are the same by the name of an older version', () => {
    const spec = {
      analysis: null,
      canaryAnalysis: { stepWeight: 50, maxWeight: 50 },
    };
    expect(kindsOf({}, spec)).toEqual(['weight 50']);
  });
});

describe('where a Canary stands', () => {
  it.each<[string, JsonObject, JsonObject, number]>([
    ['before its first weight', {}, { canaryWeight: 0 }, 0],
    ['at a weight', {}, { canaryWeight: 40 }, 1],
    ['at a weight that others set', {}, { canaryWeight: 50 }, 1],
    ['at its first gate', GATES, { phase: 'Waiting', canaryWeight: 0 }, 0],
    ['past its first gate', GATES, { canaryWeight: 0 }, 1],
    [
      'at its last gate, whatever it counts',
      GATES,
      { phase: 'WaitingPromotion', canaryWeight: 0, iterations: -1 },
      4,
    ],
    ['at the end, promoting', GATES, { phase: 'Promoting' }, 5],
    ['at the end, promoted', GATES, { phase: 'Succeeded' }, 5],
    ['at the start, failed', GATES, { phase: 'Failed' }, 0],
    ['before the first check', { iterations: 3, ...MATCH }, {}, 0],
    ['at a check', { iterations: 3, ...MATCH }, { iterations: 2 }, 2],
    ['at a check of blue-green', { iterations: 3 }, { iterations: 1 }, 0],
    ['when all was switched', { iterations: 3 }, { iterations: 4 }, 3],
    [
      'past its last gate, when all was switched',
      { iterations: 3, ...GATES },
      { iterations: 4 },
      5,
    ],
  ])('%s', (_, analysis, status, index) => {
    expect(indexAt(analysis, status)).toBe(index);
  });

  it('is within its steps, whatever it reports', () => {
    const number = fc.integer({ min: -5, max: 130 });
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Progressing',
          'Waiting',
          'WaitingPromotion',
          'Failed',
          'Promoting',
          'Odd',
        ),
        fc.record({ canaryWeight: number, iterations: number }),
        fc.record({
          stepWeight: number,
          maxWeight: number,
          iterations: fc.integer({ min: -2, max: 5 }),
          mirror: fc.boolean(),
        }),
        fc.boolean(),
        (phase, status, analysis, gated) => {
          const position = positionOf(
            canary({
              analysis: { ...analysis, ...(gated ? GATES : {}) },
              status: { phase, ...status },
            }),
          );
          const { index, total } = position ?? { index: 0, total: 1 };
          expect(index >= 0 && index <= total && total > 0).toBe(true);
        },
      ),
    );
  });
});
