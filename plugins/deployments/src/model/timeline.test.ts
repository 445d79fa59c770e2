import { rollouts } from '../../dev/rollouts';
import { rolloutSeconds, timelineOf } from './timeline';

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
