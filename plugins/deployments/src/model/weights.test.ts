import * as fc from 'fast-check';
import { aHealthyState, aRevision, aState } from '../__testUtils__/states';
import { percentOf, weightAtStep, weightView } from './weights';

describe('percentOf', () => {
  it('turns units of the maximum into percent', () => {
    expect(percentOf(250, 1000)).toBe(25);
    expect(percentOf(1, 3)).toBe(33.3);
  });

  it('is always a percentage, whatever the engine reports', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (value, max) => {
        const percent = percentOf(value, max);
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('weightView', () => {
  it('has no lag when the weight is routed', () => {
    expect(weightView(aState())).toEqual({ set: 10, actual: 10, lag: null });
  });

  it('believes the route more than the engine, and its reason more than a guess', () => {
    const base = aState();
    const share = (
      hash: string,
      role: 'stable' | 'canary',
      weight: number,
    ) => ({
      hash,
      role,
      destination: role,
      weight,
    });
    const traffic = {
      source: 'virtual-service' as const,
      about: 'VirtualService web',
      shares: [
        share('old', 'stable', 95),
        share(base.basis.revisionHash, 'canary', 5),
      ],
      mirroredPercent: 0,
      sticky: false,
      difference: null,
    };
    expect(weightView(aState({ traffic }))).toEqual({
      set: 10,
      actual: 5,
      lag: 'controller',
    });
    const difference = { code: 'changed-by-others', message: '' } as const;
    expect(
      weightView(aState({ traffic: { ...traffic, difference } })).lag,
    ).toBeNull();
    const astray = [...traffic.shares, { ...traffic.shares[0], role: null }];
    expect(
      weightView(aState({ traffic: { ...traffic, shares: astray } })).actual,
    ).toBe(10);
  });

  it('blames missing pods of the new revision', () => {
    const base = aState();
    const state = aState({
      weight: { set: 50, actual: 10, max: 100 },
      revisions: [
        aRevision({
          ...base.revisions[0],
          replicas: { desired: 3, ready: 1, available: 1 },
        }),
        base.revisions[1],
      ],
    });
    expect(weightView(state).lag).toBe('pods');
  });

  it('blames the controller when all pods are there', () => {
    const state = aState({ weight: { set: 50, actual: 10, max: 100 } });
    expect(weightView(state).lag).toBe('controller');
  });
});

describe('weightAtStep', () => {
  it('is that of the last set-weight so far', () => {
    const state = aState();
    expect([0, 3, 4, 6, 7].map(i => weightAtStep(state, i))).toEqual([
      10, 10, 50, 50, 100,
    ]);
  });

  it('is everything after the last step, and nothing before the first weight', () => {
    const state = aHealthyState({
      steps: [{ kind: 'pause', durationSeconds: null }],
      weight: { set: 0, actual: 0, max: 1000 },
    });
    expect(weightAtStep(state, 0)).toBe(0);
    expect(weightAtStep(state, 1)).toBe(1000);
  });
});
