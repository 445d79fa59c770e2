import fc from 'fast-check';
import { canary, rollout } from '../__testUtils__/rollout';
import { currentStepOf, positionOf, stepIndexOf } from './position';

describe('the position in the steps', () => {
  it('is the recorded index', () => {
    const data = rollout(canary({ currentStepIndex: 3 }));
    expect(positionOf(data)).toEqual({ index: 3, total: 5 });
    expect(currentStepOf(data)).toEqual({ kind: 'set-weight', weight: 50 });
  });

  it('is at the end when all steps are done', () => {
    const data = rollout(canary({ currentStepIndex: 5 }));
    expect(positionOf(data)).toEqual({ index: 5, total: 5 });
    expect(currentStepOf(data)).toBeNull();
  });

  it('is not shown before an index is recorded, but counts as the first', () => {
    const parts = canary();
    delete parts.status!.currentStepIndex;
    const data = rollout(parts);
    expect(positionOf(data)).toBeNull();
    expect(stepIndexOf(data)).toBe(0);
    expect(currentStepOf(data)?.kind).toBe('set-header-route');
  });

  it('does not exist without steps', () => {
    const data = rollout(canary({ currentStepIndex: 0 }, { steps: [] }));
    expect(positionOf(data)).toBeNull();
    expect(currentStepOf(data)).toBeNull();
  });

  it('stays within the steps whatever is recorded', () => {
    fc.assert(
      fc.property(fc.integer(), index => {
        const data = rollout(canary({ currentStepIndex: index }));
        const position = positionOf(data)!;
        expect(position.index).toBeGreaterThanOrEqual(0);
        expect(position.index).toBeLessThanOrEqual(position.total);
      }),
    );
  });
});
