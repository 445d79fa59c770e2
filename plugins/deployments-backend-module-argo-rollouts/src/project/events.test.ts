import { observed } from '../__testUtils__/observed';
import { events } from '../kinds';
import { eventsOf, MAX_EVENTS } from './events';

const event = (name: string, minute: number) =>
  observed(events, {
    metadata: { name, namespace: 'ns' },
    involvedObject: { kind: 'Rollout', name: 'web', uid: 'u' },
    reason: name,
    lastTimestamp: `2026-01-02T03:${String(minute).padStart(2, '0')}:00Z`,
  });

describe('eventsOf', () => {
  it('puts the latest first', () => {
    const all = [event('a', 1), event('c', 3), event('b', 2)];
    expect(eventsOf(all).map(({ reason }) => reason)).toEqual(['c', 'b', 'a']);
  });

  it('keeps the latest few', () => {
    const all = Array.from({ length: 59 }, (_, index) =>
      event(`e${index}`, index),
    );
    const kept = eventsOf(all);
    expect(kept).toHaveLength(MAX_EVENTS);
    expect(kept[0].reason).toBe('e58');
    expect(kept.at(-1)?.reason).toBe('e9');
  });
});
