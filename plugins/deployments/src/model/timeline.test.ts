import { rollouts } from '../../dev/rollouts';
import { rolloutSeconds, timelineOf, trafficCurve } from './timeline';

describe('the timeline of a rollout', () => {
  it('tells phases and steps as one story, the phase before its step', () => {
    const at = (n: number) => `2026-03-02T09:0${n}:00Z`;
    const entries = timelineOf({
      phases: [
        { at: at(0), phase: 'progressing', message: '' },
        { at: at(2), phase: 'paused', message: '' },
      ],
      steps: [
        { at: at(0), index: 0, total: 2, label: 'setWeight: 10' },
        { at: at(1), index: 1, total: 2, label: 'pause' },
      ],
    });
    expect(entries.map(({ kind, at: time }) => `${kind} ${time[15]}`)).toEqual([
      'phase 0',
      'step 0',
      'step 1',
      'phase 2',
    ]);
  });

  it('counts on while a rollout is running, and stops at its end', () => {
    const [running, promoted] = rollouts;
    const now = Date.parse(running.startedAt) + 90_000;
    expect(rolloutSeconds(running, now)).toBe(90);
    expect(rolloutSeconds(promoted, now)).toBe(47 * 60);
  });

  it('does not count backwards when the clocks disagree', () => {
    const [running] = rollouts;
    expect(rolloutSeconds(running, Date.parse(running.startedAt) - 5000)).toBe(
      0,
    );
  });
});

describe('the traffic of a rollout', () => {
  const at = (minute: number) => Date.UTC(2026, 2, 2, 9, minute);
  const iso = (minute: number) => new Date(at(minute)).toISOString();
  const traffic = [
    { at: iso(0), set: 10, actual: 0 },
    { at: iso(1), set: 10, actual: 10 },
  ];
  const times = (endedAt: string | null, now: number) =>
    trafficCurve({ traffic, endedAt }, now).map(one => one.at);

  it('holds what was last seen until the end, or until now', () => {
    expect(times(iso(5), at(9))).toEqual([at(0), at(1), at(5)]);
    expect(trafficCurve({ traffic, endedAt: null }, at(9)).at(-1)).toEqual({
      at: at(9),
      set: 10,
      actual: 10,
    });
  });

  it('does not go back when the clocks disagree', () => {
    expect(times(null, at(0))).toEqual([at(0), at(1)]);
  });

  it('makes nothing up where nothing was seen', () => {
    expect(trafficCurve({ traffic: [], endedAt: null }, at(9))).toEqual([]);
  });
});
