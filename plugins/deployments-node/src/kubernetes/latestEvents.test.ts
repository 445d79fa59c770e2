import { observed } from '../testing/observed';
import { eventsAbout } from './events';
import { latestEvents, MAX_EVENTS } from './latestEvents';

const events = eventsAbout('Rollout');
const event = (name: string, minute: number) =>
  observed(events, {
    metadata: { name, namespace: 'ns' },
    involvedObject: { kind: 'Rollout', name: 'web', uid: 'u' },
    reason: name,
    lastTimestamp: `2026-01-02T03:${String(minute).padStart(2, '0')}:00Z`,
  });

describe('latestEvents', () => {
  it('puts the latest first', () => {
    const all = [event('a', 1), event('c', 3), event('b', 2)];
    expect(latestEvents(all).map(({ reason }) => reason)).toEqual([
      'c',
      'b',
      'a',
    ]);
  });

  it('keeps the latest few', () => {
    const all = Array.from({ length: 59 }, (_, index) =>
      event(`e${index}`, index),
    );
    const kept = latestEvents(all);
    expect(kept).toHaveLength(MAX_EVENTS);
    expect(kept[0].reason).toBe('e58');
    expect(kept.at(-1)?.reason).toBe('e9');
  });
});
