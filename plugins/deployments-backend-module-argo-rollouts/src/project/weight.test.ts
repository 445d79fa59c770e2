import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { blueGreen, canary, rollout } from '../__testUtils__/rollout';
import { weightOf } from './weight';

const routed: JsonObject = { trafficRouting: { istio: {} } };
const weights = (weight: number) => ({ weights: { canary: { weight } } });

describe('the weight that a canary asks for', () => {
  it.each([
    [0, 0],
    [1, 10],
    [2, 10],
    [3, 50],
    [4, 50],
    [5, 100],
    [99, 100],
  ])('at step %d is %d', (currentStepIndex, set) => {
    expect(weightOf(rollout(canary({ currentStepIndex })), 0).set).toBe(set);
  });

  it('is nothing once aborted, wherever the steps stand', () => {
    expect(
      weightOf(rollout(canary({ abort: true, currentStepIndex: 5 })), 0).set,
    ).toBe(0);
  });

  it('is everything without steps', () => {
    expect(weightOf(rollout(canary({}, { steps: [] })), 0).set).toBe(100);
  });

  it('does not look at scales, which move replicas and no traffic', () => {
    const steps = [{ setWeight: 20 }, { setCanaryScale: { weight: 80 } }];
    expect(weightOf(rollout(canary({}, { steps })), 0).set).toBe(20);
  });

  it('counts in units of maxTrafficWeight', () => {
    const data = (currentStepIndex: number) =>
      rollout(
        canary(
          { currentStepIndex, canary: weights(400) },
          {
            steps: [{ setWeight: 400 }],
            canary: { trafficRouting: { maxTrafficWeight: 1000 } },
          },
        ),
      );
    expect(weightOf(data(0), 0)).toEqual({ set: 400, actual: 400, max: 1000 });
    expect(weightOf(data(1), 0)).toEqual({
      set: 1000,
      actual: 1000,
      max: 1000,
    });
  });
});

describe('the weight that a canary has', () => {
  it('is what the controller reports as routed', () => {
    const parts = canary(
      { currentStepIndex: 3, canary: weights(10) },
      { canary: routed },
    );
    expect(weightOf(rollout(parts), 4)).toEqual({
      set: 50,
      actual: 10,
      max: 100,
    });
  });

  it('is the one asked for when a router reports none', () => {
    const parts = canary({ currentStepIndex: 3 }, { canary: routed });
    expect(weightOf(rollout(parts), 0).actual).toBe(50);
  });

  it('is everything after full promotion, whatever was recorded', () => {
    const parts = canary(
      { currentStepIndex: 5, stableRS: 'new', canary: weights(0) },
      { canary: routed },
    );
    expect(weightOf(rollout(parts), 0).actual).toBe(100);
  });

  it('is nothing while nothing is available', () => {
    const parts = canary(
      { availableReplicas: 0, canary: weights(10) },
      { canary: routed },
    );
    expect(weightOf(rollout(parts), 0).actual).toBe(0);
  });

  it('is what is still routed after an abort', () => {
    const parts = canary(
      { abort: true, currentStepIndex: 0, canary: weights(50) },
      { canary: { ...routed, dynamicStableScale: true } },
    );
    expect(weightOf(rollout(parts), 0)).toEqual({
      set: 0,
      actual: 50,
      max: 100,
    });
  });

  it.each([
    [1, 3, 33],
    [1, 4, 25],
    [2, 3, 66],
    [3, 3, 100],
    [0, 4, 0],
  ])(
    'without a router is the share of %d in %d available replicas',
    (canaryAvailable, availableReplicas, actual) => {
      const data = rollout(canary({ availableReplicas }));
      expect(weightOf(data, canaryAvailable).actual).toBe(actual);
    },
  );

  it('reads ping-pong services like any other', () => {
    const parts = canary(
      { canary: { stablePingPong: 'pong', ...weights(10) } },
      { canary: { ...routed, pingPong: {} } },
    );
    expect(weightOf(rollout(parts), 0).actual).toBe(10);
  });
});

describe('the weight of a blue-green rollout', () => {
  it.each([
    ['old', 0],
    ['new', 100],
    ['', 0],
  ])('with %j active is %d', (activeSelector, weight) => {
    const data = rollout(blueGreen({ blueGreen: { activeSelector } }));
    expect(weightOf(data, 0)).toEqual({
      set: weight,
      actual: weight,
      max: 100,
    });
  });

  it('is nothing before there is a status', () => {
    expect(weightOf(rollout({ spec: blueGreen().spec }), 0).actual).toBe(0);
  });
});

it('is between nothing and everything, whatever the numbers', () => {
  fc.assert(
    fc.property(
      fc.record({
        currentStepIndex: fc.integer(),
        availableReplicas: fc.integer(),
        canary: fc.integer().map(weights),
        abort: fc.boolean(),
      }),
      fc.array(fc.integer().map(setWeight => ({ setWeight }))),
      fc.option(fc.integer()),
      fc.nat(),
      (status, steps, maxTrafficWeight, canaryAvailable) => {
        const parts = canary(status, {
          steps,
          canary:
            maxTrafficWeight === null
              ? {}
              : { trafficRouting: { maxTrafficWeight } },
        });
        const { set, actual, max } = weightOf(rollout(parts), canaryAvailable);
        expect(max).toBeGreaterThan(0);
        for (const weight of [set, actual]) {
          expect(weight).toBeGreaterThanOrEqual(0);
          expect(weight).toBeLessThanOrEqual(max);
          expect(Number.isInteger(weight)).toBe(true);
        }
      },
    ),
  );
});
