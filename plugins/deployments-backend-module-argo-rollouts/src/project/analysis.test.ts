import type { JsonObject } from '@backstage/types';
import { observed, owned } from '../__testUtils__/observed';
import { canary, rollout, rolloutObject } from '../__testUtils__/rollout';
import type { RolloutParts } from '../__testUtils__/rollout';
import { analysisRuns, experiments, rollouts } from '../kinds';
import { analysisOf } from './analysis';

const root = observed(rollouts, rolloutObject());
const run = (name: string, owner: string, createdAt: string) =>
  observed(analysisRuns, {
    metadata: owned(name, owner, { creationTimestamp: createdAt }),
    status: { phase: 'Failed', message: 'too many errors' },
  });
const named = (field: string, more: JsonObject = {}): RolloutParts =>
  canary({
    currentStepIndex: 3,
    canary: {
      [field]: { name: 'named', status: 'Running', message: 'so far' },
    },
    ...more,
  });

describe('analysisOf', () => {
  it('lists the runs that the rollout owns, newest first', () => {
    const runs = [
      run('a', 'rollout-uid', '2026-01-01T00:00:00Z'),
      run('b', 'rollout-uid', '2026-01-03T00:00:00Z'),
      run('c', 'rollout-uid', '2026-01-02T00:00:00Z'),
      run('d', 'another-uid', '2026-01-04T00:00:00Z'),
    ];
    expect(
      analysisOf(rollout(), root, runs, []).map(({ name }) => name),
    ).toEqual(['b', 'c', 'a']);
  });

  it('keeps the words of the controller', () => {
    const [found] = analysisOf(
      rollout(),
      root,
      [run('a', 'rollout-uid', '')],
      [],
    );
    expect(found).toMatchObject({
      phase: 'Failed',
      message: 'too many errors',
    });
    expect(found).not.toHaveProperty('createdAt');
  });

  it('lists the runs of its experiments, and only of its own', () => {
    const own = observed(experiments, {
      metadata: owned('experiment', 'rollout-uid'),
    });
    const other = observed(experiments, {
      metadata: owned('other', 'another-uid'),
    });
    const runs = [
      run('a', 'experiment-uid', '2026-01-01T00:00:00Z'),
      run('b', 'other-uid', '2026-01-01T00:00:00Z'),
    ];
    expect(
      analysisOf(rollout(), root, runs, [own, other]).map(
        ({ name, trigger }) => [name, trigger],
      ),
    ).toEqual([['a', 'experiment']]);
  });

  it.each([
    ['currentStepAnalysisRunStatus', 'step', 3],
    ['currentBackgroundAnalysisRunStatus', 'background', null],
  ])('believes %s about a run that it cannot see', (field, trigger, step) => {
    expect(analysisOf(rollout(named(field)), root, [], [])).toEqual([
      {
        name: 'named',
        phase: 'Running',
        message: 'so far',
        trigger,
        revisionHash: 'new',
        stepIndex: step,
        startedAt: null,
        finishedAt: null,
        metrics: [],
      },
    ]);
  });

  it('does not know the step of such a run after an abort', () => {
    const parts = named('currentStepAnalysisRunStatus', { abort: true });
    expect(analysisOf(rollout(parts), root, [], [])[0].stepIndex).toBeNull();
  });

  it('lists a run that it sees and that the status names only once', () => {
    const parts = named('currentStepAnalysisRunStatus');
    const runs = [run('named', 'rollout-uid', '2026-01-01T00:00:00Z')];
    expect(
      analysisOf(rollout(parts), root, runs, []).map(({ phase }) => phase),
    ).toEqual(['Failed']);
  });

  it('reads the runs before and after a blue-green promotion', () => {
    const data = rollout({
      spec: { strategy: { blueGreen: {} } },
      status: {
        blueGreen: {
          prePromotionAnalysisRunStatus: { name: 'pre', status: 'Successful' },
          postPromotionAnalysisRunStatus: { name: 'post', status: 'Running' },
        },
      },
    });
    expect(
      analysisOf(data, root, [], []).map(({ name, trigger }) => [
        name,
        trigger,
      ]),
    ).toEqual([
      ['pre', 'pre-promotion'],
      ['post', 'post-promotion'],
    ]);
  });
});
