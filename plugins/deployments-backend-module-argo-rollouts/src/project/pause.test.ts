import type { JsonObject } from '@backstage/types';
import { blueGreen, canary, rollout } from '../__testUtils__/rollout';
import { pauseOf } from './pause';

const startTime = '2026-01-02T03:00:00Z';
const at = (reason: string, more: JsonObject = {}): JsonObject => ({
  controllerPause: true,
  pauseConditions: [{ reason, startTime }],
  ...more,
});

describe('pauseOf', () => {
  it('is nothing while nothing holds the rollout', () => {
    expect(pauseOf(rollout(canary()))).toBeNull();
    expect(pauseOf(rollout())).toBeNull();
  });

  it('has no end at a step that waits for a person', () => {
    const status = at('CanaryPauseStep', { currentStepIndex: 2 });
    expect(pauseOf(rollout(canary(status)))).toEqual({
      reason: 'CanaryPauseStep',
      startedAt: startTime,
      endsAt: null,
    });
  });

  it('ends by itself at a timed step', () => {
    const status = at('CanaryPauseStep', { currentStepIndex: 4 });
    expect(pauseOf(rollout(canary(status)))?.endsAt).toBe(
      '2026-01-02T03:10:00Z',
    );
  });

  it('does not end by itself while it is paused by hand as well', () => {
    const status = at('CanaryPauseStep', { currentStepIndex: 4 });
    const data = rollout(canary(status, { spec: { paused: true } }));
    expect(pauseOf(data)).toEqual({
      reason: 'CanaryPauseStep',
      startedAt: startTime,
      endsAt: null,
    });
  });

  it('does not take the time of a step for another kind of pause', () => {
    const status = at('InconclusiveAnalysisRun', { currentStepIndex: 4 });
    expect(pauseOf(rollout(canary(status)))?.endsAt).toBeNull();
  });

  it('has no end when it has no beginning', () => {
    const status = {
      currentStepIndex: 4,
      pauseConditions: [{ reason: 'CanaryPauseStep' }],
    };
    expect(pauseOf(rollout(canary(status)))).toEqual({
      reason: 'CanaryPauseStep',
      startedAt: null,
      endsAt: null,
    });
  });

  it.each([
    [{}, null],
    [{ autoPromotionSeconds: 0 }, null],
    [{ autoPromotionSeconds: 90 }, '2026-01-02T03:01:30Z'],
  ])('of a blue-green rollout with %j ends at %s', (strategy, endsAt) => {
    const data = rollout(blueGreen(at('BlueGreenPause'), strategy));
    expect(pauseOf(data)?.endsAt).toBe(endsAt);
  });

  it('by hand begins when the controller noticed', () => {
    const paused = (status: JsonObject) =>
      pauseOf(rollout(canary(status, { spec: { paused: true } })));
    expect(paused({})).toEqual({
      reason: 'Manual',
      startedAt: null,
      endsAt: null,
    });
    expect(
      paused({
        conditions: [
          { type: 'Paused', status: 'True', lastTransitionTime: startTime },
        ],
      })?.startedAt,
    ).toBe(startTime);
    expect(
      paused({
        conditions: [
          { type: 'Paused', status: 'False', lastTransitionTime: startTime },
        ],
      })?.startedAt,
    ).toBeNull();
  });
});
