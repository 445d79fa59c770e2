import { MOMENTS, objectsOf, realState } from '../__testUtils__/real';

/** What each moment was arranged to be. */
const EXPECTED: Record<string, object> = {
  'canary-initialized': {
    phase: 'healthy',
    weight: { set: 100, actual: 100 },
    step: { index: 4, total: 4 },
    roles: ['stable'],
  },
  'canary-waiting': {
    phase: 'paused',
    message: 'Waiting for approval.',
    pause: { reason: 'confirm-rollout' },
    explanation: { code: 'waiting-for-gate', severity: 'person' },
    weight: { set: 0, actual: 0 },
    step: { index: 0, total: 4 },
    roles: ['canary', 'stable'],
  },
  'canary-20': {
    phase: 'progressing',
    strategy: 'canary',
    trafficRouter: 'istio',
    explanation: null,
    weight: { set: 20, actual: 20 },
    step: { index: 1, total: 4 },
    roles: ['canary', 'stable'],
  },
  'canary-50-suspended': {
    phase: 'paused',
    pause: { reason: 'Manual', startedAt: null, endsAt: null },
    explanation: { code: 'suspended' },
    weight: { set: 50, actual: 50 },
  },
  'canary-waiting-promotion': {
    phase: 'paused',
    pause: { reason: 'confirm-promotion', endsAt: null },
    weight: { set: 50, actual: 50 },
    step: { index: 3, total: 4 },
  },
  'canary-promoting': {
    phase: 'progressing',
    weight: { set: 50, actual: 50 },
    step: { index: 4, total: 4 },
    roles: ['canary', 'stable'],
  },
  'canary-finalising': {
    phase: 'progressing',
    weight: { set: 100, actual: 100 },
    roles: ['stable', 'old'],
  },
  'canary-succeeded': {
    phase: 'healthy',
    weight: { set: 100, actual: 100 },
    roles: ['stable', 'old'],
    analysis: [{ phase: 'Successful' }],
  },
  'canary-rolled-back': {
    phase: 'degraded',
    aborted: true,
    explanation: { code: 'aborted', severity: 'problem' },
    weight: { set: 0, actual: 0 },
    roles: ['canary', 'stable', 'old'],
  },
  'canary-failing': {
    phase: 'progressing',
    aborted: false,
    explanation: {
      code: 'metric-failed',
      values: { metric: 'error-ratio', value: '3.20', limit: '1' },
    },
    weight: { set: 30, actual: 30 },
  },
  'canary-failed': {
    phase: 'degraded',
    aborted: true,
    explanation: {
      code: 'metric-failed',
      message:
        'The metric error-ratio is 3.20 over 30s, above its limit of 1. All traffic was sent back to the primary.',
    },
    analysis: [
      {
        phase: 'Failed',
        metrics: [{ phase: 'Failed', failed: 2, failureLimit: 1 }],
      },
    ],
  },
  'canary-not-ready': {
    phase: 'progressing',
    explanation: { code: 'image-pull', severity: 'problem' },
    weight: { set: 0, actual: 0 },
  },
  'canary-deadline': {
    phase: 'degraded',
    aborted: true,
    explanation: { code: 'progress-deadline' },
  },
  'traffic-waiting': {
    phase: 'paused',
    message: 'Waiting for approval of more traffic.',
    pause: { reason: 'confirm-traffic-increase', startedAt: null },
    weight: { set: 0, actual: 0 },
  },
  'affinity-25': {
    phase: 'progressing',
    weight: { set: 25, actual: 25 },
    traffic: { sticky: true, difference: null },
    headerRoutes: [],
  },
  'affinity-succeeded': {
    phase: 'healthy',
    weight: { set: 100, actual: 100 },
    traffic: { sticky: false, difference: null },
  },
  'a-b-1': {
    strategy: 'a-b',
    weight: { set: 0, actual: 0 },
    step: { index: 1, total: 3 },
    headerRoutes: [
      {
        name: 'match',
        matches: [{ header: 'canary', kind: 'exact', value: 'true' }],
      },
    ],
  },
  'blue-green-1': {
    strategy: 'blue-green',
    weight: { set: 0, actual: 0 },
    traffic: { mirroredPercent: 40 },
    step: { index: 1, total: 4 },
  },
  'blue-green-switched': {
    weight: { set: 100, actual: 100 },
    traffic: { mirroredPercent: 0, difference: null },
    step: { index: 3, total: 4 },
  },
  'blue-green-succeeded': {
    phase: 'healthy',
    weight: { set: 100, actual: 100 },
    roles: ['stable', 'old'],
  },
};

describe('Canaries as the real Flagger left them', () => {
  it('are all told of', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual([...MOMENTS].sort());
  });

  it.each(Object.keys(EXPECTED))('%s', moment => {
    const state = realState(moment);
    expect({
      ...state,
      roles: state.revisions.map(({ role }) => role),
    }).toMatchObject(EXPECTED[moment]);
  });

  it('keep the name of a version that was promoted', () => {
    const before = realState('canary-20');
    const after = realState('canary-succeeded');
    expect(after.basis.revisionHash).toBe(before.basis.revisionHash);
    expect(after.revisions[0]).toMatchObject({
      role: 'stable',
      hash: before.basis.revisionHash,
    });
  });

  it.each(MOMENTS)('%s: knows every pod of both Deployments', moment => {
    const pods = objectsOf(moment).filter(({ kind }) => kind === 'Pod');
    const state = realState(moment);
    expect(
      state.revisions
        .flatMap(revision => revision.pods.map(({ name }) => name))
        .sort(),
    ).toEqual(pods.map(({ metadata }) => metadata.name).sort());
    expect(state.events.length).toBeGreaterThan(0);
  });
});
