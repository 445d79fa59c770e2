import { canary, rollout } from '../__testUtils__/rollout';
import { basisOfRollout } from './basis';

describe('basisOfRollout', () => {
  it('holds what a decision depends on', () => {
    const startTime = '2026-01-02T03:00:00Z';
    const data = rollout(
      canary({
        currentStepIndex: 2,
        pauseConditions: [{ reason: 'CanaryPauseStep', startTime }],
      }),
    );
    expect(basisOfRollout('u', data)).toEqual({
      uid: 'u',
      revisionHash: 'new',
      stepIndex: 2,
      pausedAt: startTime,
      aborted: false,
      fingerprint: '',
    });
  });

  it('does not move with what changes all the time', () => {
    const parts = canary({ availableReplicas: 3, abort: true });
    const before = basisOfRollout('u', rollout(parts));
    const after = basisOfRollout(
      'u',
      rollout({
        ...parts,
        metadata: { generation: 8, resourceVersion: '99' },
        status: { ...parts.status, availableReplicas: 4, message: 'else' },
      }),
    );
    expect(after).toEqual(before);
  });

  it('is there before the controller reports anything', () => {
    expect(basisOfRollout('u', rollout())).toEqual({
      uid: 'u',
      revisionHash: '',
      stepIndex: null,
      pausedAt: null,
      aborted: false,
      fingerprint: '',
    });
  });
});
