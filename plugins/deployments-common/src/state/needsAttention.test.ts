import { needsAttention } from './needsAttention';

const quiet = {
  phase: 'progressing' as const,
  aborted: false,
  pause: null,
  explanation: null,
};
const pause = { reason: 'CanaryPauseStep', startedAt: null };
const explanation = { code: 'pods-starting' as const, message: '', values: {} };

describe('needsAttention', () => {
  it.each([
    ['is degraded', { phase: 'degraded' as const }],
    ['was aborted', { aborted: true }],
    [
      'waits for a person',
      { phase: 'paused' as const, pause: { ...pause, endsAt: null } },
    ],
    [
      'has a problem',
      { explanation: { ...explanation, severity: 'problem' as const } },
    ],
  ])('when it %s', (_, more) => {
    expect(needsAttention({ ...quiet, ...more })).toBe(true);
  });

  it.each([
    ['moves', {}],
    ['is healthy', { phase: 'healthy' as const }],
    [
      'ends its pause by itself',
      {
        phase: 'paused' as const,
        pause: { ...pause, endsAt: '2026-01-01T00:00:00Z' },
      },
    ],
    [
      'only has to wait',
      { explanation: { ...explanation, severity: 'wait' as const } },
    ],
  ])('not when it %s', (_, more) => {
    expect(needsAttention({ ...quiet, ...more })).toBe(false);
  });
});
