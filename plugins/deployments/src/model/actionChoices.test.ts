import { aState, anAccess, FULL_ACCESS, offers } from '../__testUtils__/states';
import { actionChoices, primaryAction } from './actionChoices';
import { obstacleWords } from './actionWords';

describe('actionChoices', () => {
  it('names the reason of the engine before that of the permissions', () => {
    const choices = actionChoices(
      aState({ actions: offers(['promote']) }),
      anAccess({ allowed: ['abort'], denial: 'not-claimed' }),
    );
    const of = (action: string) => choices.find(c => c.action === action);
    expect(of('promote')?.obstacle).toEqual({
      by: 'access',
      denial: 'not-claimed',
    });
    expect(of('abort')?.obstacle).toMatchObject({ by: 'engine' });
  });

  it('offers only what the engine knows', () => {
    const choices = actionChoices(
      aState({ actions: offers(['promote']).slice(0, 2) }),
      FULL_ACCESS,
    );
    expect(choices.map(c => c.action)).toEqual(['promote', 'promote-full']);
  });
});

describe('primaryAction', () => {
  const primaryOf = (...possible: Parameters<typeof offers>[0]) =>
    primaryAction(
      actionChoices(aState({ actions: offers(possible) }), FULL_ACCESS),
    )?.action;

  it('is what a waiting rollout waits for', () => {
    expect(primaryOf('promote', 'abort')).toBe('promote');
    expect(primaryOf('resume', 'abort')).toBe('resume');
    expect(primaryOf('retry', 'rollback')).toBe('retry');
  });

  it('is never one that takes something away', () => {
    expect(primaryOf('abort', 'restart', 'rollback', 'pause')).toBeUndefined();
  });
});

describe('obstacleWords', () => {
  it("falls back to the engine's words for a code it does not know", () => {
    const words = obstacleWords({
      by: 'engine',
      refusal: { code: 'brand-new' as 'aborted', message: 'Too early' },
    });
    expect(words).toMatchObject({ what: null, message: 'Too early' });
  });
});
