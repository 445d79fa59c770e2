import { canary, rolloutObject } from '../__testUtils__/rollout';
import { unsettledFor } from './settled';

const NOW = new Date('2026-01-02T03:04:05.500Z');
const writtenAt = (...fields: object[]) =>
  unsettledFor(
    rolloutObject({
      ...canary(),
      metadata: { managedFields: fields as never },
    }),
    NOW,
  );
const status = (time: unknown) => ({ subresource: 'status', time });

describe('unsettledFor', () => {
  it('leaves the latest write of the status alone for two seconds', () => {
    expect(
      writtenAt(status('2026-01-02T03:04:05Z'), status('2026-01-02T03:00:00Z')),
    ).toBe(1500);
    expect(writtenAt(status('2026-01-02T03:04:03Z'))).toBe(0);
  });

  it('does not mind when others wrote the spec', () => {
    expect(writtenAt({ time: '2026-01-02T03:04:05Z' })).toBe(0);
  });

  it('waits no longer for a clock that is ahead, and not for a wrong one', () => {
    expect(writtenAt(status('2026-01-02T03:04:06Z'))).toBe(2000);
    expect(writtenAt(status('2026-01-02T04:00:00Z'))).toBe(0);
  });

  it.each([undefined, null, 7, 'soon'])('reads %j as no time', time => {
    expect(writtenAt(status(time))).toBe(0);
    expect(unsettledFor(rolloutObject(), NOW)).toBe(0);
  });
});
