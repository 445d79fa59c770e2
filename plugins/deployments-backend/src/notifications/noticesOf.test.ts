import { looking } from '../__testUtils__/rolloutStates';
import type { Look } from '../__testUtils__/rolloutStates';
import { noticesOf } from './noticesOf';

const told = (before: Look | null, after: Look | null, rolloutId = 7) =>
  noticesOf(
    {
      before: before && looking(before),
      after: after && looking(after),
      rolloutId,
    },
    { at: new Date('2026-11-23T09:00:00Z'), environment: 'production' },
  ).flatMap(change =>
    change.change === 'tell'
      ? [`${change.notice.kind} ${change.subject} ${change.occasion}`.trim()]
      : change.kinds.map(kind => `no ${kind}`),
  );

const paused: Look = { newest: 'b', phase: 'paused', step: 1, waits: true };
const aborted: Look = { newest: 'b', phase: 'degraded', aborted: true };

describe('noticesOf', () => {
  it('tells nothing at first sight, nor of another workload of the name', () => {
    for (const look of [paused, aborted, { phase: 'degraded' as const }]) {
      expect(told(null, look)).toEqual([]);
      expect(told({ uid: 'other' }, look)).toEqual([]);
    }
  });

  it('tells when a person has to decide, at each step once', () => {
    expect(told({ newest: 'b' }, paused)).toEqual(['waiting rollout:7 1']);
    expect(told(paused, { ...paused, weight: 3 })).toEqual([]);
    expect(told(paused, { ...paused, step: 3 })).toEqual([
      'waiting rollout:7 3',
    ]);
    expect(told(paused, { newest: 'b', step: 2 })).toEqual(['no waiting']);
  });

  it('does not tell of pauses that end by themselves or were made by hand', () => {
    const change = (patch: object) =>
      noticesOf(
        {
          before: looking({ newest: 'b' }),
          after: { ...looking(paused), ...patch },
          rolloutId: 7,
        },
        { at: new Date(), environment: null },
      );
    const pause = { reason: 'CanaryPauseStep', startedAt: null, endsAt: null };
    expect(change({ pause })).toHaveLength(1);
    expect(
      change({ pause: { ...pause, endsAt: '2026-11-23T10:00:00Z' } }),
    ).toEqual([]);
    expect(change({ pause: { ...pause, reason: 'Manual' } })).toEqual([]);
    expect(
      change({
        explanation: {
          code: 'paused-by-hand',
          message: '',
          values: {},
          severity: 'person',
        },
      }),
    ).toEqual([]);
  });

  it('tells of an abort at once, and not also that it is degraded', () => {
    expect(told({ newest: 'b' }, aborted)).toEqual(['failed rollout:7']);
    expect(told(aborted, { ...aborted, step: 1 })).toEqual([]);
  });

  it('tells of trouble and of its end when they have settled', () => {
    const bad: Look = { phase: 'degraded' };
    expect(told({}, bad)).toEqual(['degraded rollout:7', 'no recovered']);
    expect(told(bad, {})).toEqual(['no degraded', 'recovered rollout:7']);
    const changes = noticesOf(
      { before: looking({}), after: looking(bad), rolloutId: null },
      { at: new Date(), environment: null },
    );
    expect(changes[0]).toMatchObject({
      settleMs: 60_000,
      subject: 'revision:a',
      notice: { message: 'it is bad', kubernetesId: 'web' },
    });
  });

  it('takes back what was not told yet when the workload goes', () => {
    expect(told({ phase: 'degraded' }, null)).toEqual([
      'no waiting',
      'no degraded',
      'no recovered',
    ]);
  });
});
