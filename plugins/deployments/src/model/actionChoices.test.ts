import { aState, anAccess, FULL_ACCESS, offers } from '../__testUtils__/states';
import { actionChoices, primaryAction } from './actionChoices';
import { obstacleText } from './actionWords';

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
      freeze: null,
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

describe('obstacleText', () => {
  const now = Date.parse('2026-03-02T09:00:00Z');
  const t = (key: string, params?: object) =>
    `${key} ${Object.values(params ?? {}).join(' ')}`.trim();
  const engine = (code: string) => ({
    by: 'engine' as const,
    refusal: { code: code as 'no-gate', message: 'It has no gate to open.' },
  });

  it("says it in the engine's English, which tells more than its code", () => {
    expect(
      obstacleText(engine('no-gate'), { t, language: 'en' }, now).what,
    ).toBe('It has no gate to open.');
  });

  it('says it in other languages by its code, if that is known', () => {
    const korean = { t, language: 'ko' };
    expect(obstacleText(engine('no-gate'), korean, now).what).toBe(
      'refusal.noGate',
    );
    expect(obstacleText(engine('brand-new'), korean, now).what).toBe(
      'It has no gate to open.',
    );
  });

  it('tells until when a freeze holds, and why', () => {
    const freeze = { id: 'f', reason: 'Sale', until: '2026-03-09T09:00:00Z' };
    const { what } = obstacleText(
      { by: 'access', denial: 'frozen', freeze },
      { t, language: 'en' },
      now,
    );
    expect(what).toMatch(/^acting\.frozenSaid Mar 9.* Sale$/);
  });
});
