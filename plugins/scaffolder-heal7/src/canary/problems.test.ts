import { CANARY_PRESETS } from './canary';
import { MOST_STEPS, canaryProblems } from './problems';

describe('canaryProblems', () => {
  it.each(Object.entries(CANARY_PRESETS))(
    'finds none in what there is to start from: %s',
    (_, steps) => {
      expect(canaryProblems({ steps })).toEqual([]);
    },
  );

  it('wants weights that rise, and names the step that does not', () => {
    const steps = [{ weight: 10 }, { weight: 50 }, { weight: 50 }];
    expect(canaryProblems({ steps })).toEqual([
      {
        key: 'canary.notRising',
        params: { number: 3, weight: 50, previous: 50 },
      },
    ]);
  });

  it.each([0, 100, 12.5, -1])('refuses a weight of %d', weight => {
    expect(canaryProblems({ steps: [{ weight }] })).toEqual([
      { key: 'canary.badWeight', params: { number: 1 } },
    ]);
  });

  it('refuses a pause that is none, but not one that is left out', () => {
    const steps = [{ weight: 1 }, { weight: 2, pause: 'a while' }];
    expect(canaryProblems({ steps })).toEqual([
      { key: 'canary.badPause', params: { number: 2, pause: 'a while' } },
    ]);
  });

  it('wants a pause for each step of Flagger, which waits for nobody', () => {
    const steps = [{ weight: 10, pause: '1m' }, { weight: 50 }];
    expect(canaryProblems({ steps }, 'argo-rollouts')).toEqual([]);
    expect(canaryProblems({ steps }, 'flagger')).toEqual([
      { key: 'canary.noPause', params: { number: 2 } },
    ]);
  });

  it('wants a step, and not too many', () => {
    expect(canaryProblems({ steps: [] })).toEqual([{ key: 'canary.noSteps' }]);
    const steps = Array.from({ length: MOST_STEPS + 1 }, (_, index) => ({
      weight: index + 1,
    }));
    expect(canaryProblems({ steps }).map(({ key }) => key)).toEqual([
      'canary.tooManySteps',
    ]);
  });
});
