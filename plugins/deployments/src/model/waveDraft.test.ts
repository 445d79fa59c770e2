import fc from 'fast-check';
import { canMove, moveTarget } from './waveDraft';
import type { Direction, WaveDraft } from './waveDraft';

const wave = (...targets: string[]): WaveDraft => ({
  targets,
  healthyMinutes: 15,
});
const all = (waves: WaveDraft[]) => waves.flatMap(({ targets }) => targets);

describe('moving a target between waves', () => {
  it('joins the wave that is there', () => {
    expect(moveTarget([wave('a'), wave('b')], 'b', 'earlier')).toEqual([
      wave('a', 'b'),
    ]);
  });

  it('makes a wave at either end, as patient as the one it leaves', () => {
    const waves = [{ targets: ['a', 'b'], healthyMinutes: 3 }];
    expect(moveTarget(waves, 'b', 'later')).toEqual([
      { targets: ['a'], healthyMinutes: 3 },
      { targets: ['b'], healthyMinutes: 3 },
    ]);
    expect(moveTarget(waves, 'b', 'earlier').map(w => w.targets)).toEqual([
      ['b'],
      ['a'],
    ]);
  });

  it('changes nothing where there is nowhere to go', () => {
    const waves = [wave('a'), wave('b')];
    expect(canMove(waves, 'a', 'earlier')).toBe(false);
    expect(moveTarget(waves, 'a', 'earlier')).toBe(waves);
    expect(canMove(waves, 'nobody', 'later')).toBe(false);
  });

  it('keeps every target in one wave, and no wave empty', () => {
    const move = fc.record({
      target: fc.constantFrom('a', 'b', 'c', 'd', 'x'),
      direction: fc.constantFrom<Direction>('earlier', 'later'),
    });
    fc.assert(
      fc.property(fc.array(move), moves => {
        const waves = moves.reduce(
          (now, { target, direction }) => moveTarget(now, target, direction),
          [wave('a', 'b'), wave('c'), wave('d')],
        );
        expect(all(waves).sort()).toEqual(['a', 'b', 'c', 'd']);
        expect(waves.every(({ targets }) => targets.length > 0)).toBe(true);
      }),
    );
  });
});
