import * as fc from 'fast-check';
import { aPod } from '../__testUtils__/states';
import { groupPods, podCondition } from './pods';

describe('podCondition', () => {
  it.each([
    [{}, 'ready'],
    [
      { ready: false, phase: 'Pending', reason: 'ContainerCreating' },
      'waiting',
    ],
    [{ ready: false, phase: 'Pending', reason: 'ImagePullBackOff' }, 'failed'],
    [{ ready: false, reason: 'ErrImagePull' }, 'failed'],
    [{ ready: false, reason: 'OOMKilled' }, 'failed'],
    [{ ready: false, phase: 'Failed' }, 'failed'],
  ] as const)('%j is %s', (over, condition) => {
    expect(podCondition(aPod('p', over))).toBe(condition);
  });
});

describe('groupPods', () => {
  it('counts every pod exactly once, ready ones first', () => {
    const pod = fc.record({
      ready: fc.boolean(),
      phase: fc.constantFrom('Pending', 'Running', 'Failed', 'Unknown'),
      reason: fc.constantFrom('', 'ContainerCreating', 'CrashLoopBackOff'),
    });
    fc.assert(
      fc.property(fc.array(pod, { maxLength: 300 }), overs => {
        const groups = groupPods(overs.map((o, i) => aPod(`p${i}`, o)));
        const total = groups.reduce((sum, g) => sum + g.count, 0);
        expect(total).toBe(overs.length);
        const readies = groups.filter(g => g.condition === 'ready');
        expect(readies.length).toBeLessThanOrEqual(1);
        expect(groups.slice(0, readies.length)).toEqual(readies);
      }),
    );
  });
});
