import fc from 'fast-check';
import type { Freeze } from '@heal7/backstage-plugin-deployments-common';
import { freezeInForce } from './freezeInForce';

const at = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 23, 9) + minutes * 60_000);

const freeze = (
  id: string,
  from: number,
  until: number,
  place: Partial<Freeze> = {},
): Freeze => ({
  id,
  cluster: null,
  environment: null,
  from: at(from).toISOString(),
  until: at(until).toISOString(),
  reason: `because of ${id}`,
  declaredBy: 'user:default/guest',
  declaredAt: at(0).toISOString(),
  ...place,
});

const EAST = { cluster: 'east', environment: 'production' };

describe('freezeInForce', () => {
  it('holds from its first moment to just before its end', () => {
    const holds = (minutes: number) =>
      freezeInForce(
        [freeze('a', 1, 2, { cluster: 'east' })],
        EAST,
        at(minutes),
      ) !== null;
    expect([0.99, 1, 1.99, 2].map(holds)).toEqual([false, true, true, false]);
  });

  it.each([
    [{ cluster: 'east' }, true],
    [{ cluster: 'west' }, false],
    [{ environment: 'production' }, true],
    [{ environment: 'staging' }, false],
    [{ cluster: 'east', environment: 'production' }, true],
    [{ cluster: 'east', environment: 'staging' }, false],
    [{ cluster: 'west', environment: 'production' }, false],
  ])('about %j concerns the east in production: %p', (place, expected) => {
    const held = freezeInForce([freeze('a', 0, 9, place)], EAST, at(1));
    expect(held !== null).toBe(expected);
  });

  it('of an environment leaves clusters alone that name none', () => {
    expect(
      freezeInForce(
        [freeze('a', 0, 9, { environment: 'production' })],
        { cluster: 'east', environment: null },
        at(1),
      ),
    ).toBeNull();
  });

  it('is, of several, the one after whose end people can act again', () => {
    const window = fc.tuple(fc.nat(20), fc.nat(20));
    fc.assert(
      fc.property(
        fc.array(window, { maxLength: 6 }),
        fc.nat(20),
        (all, now) => {
          const freezes = all.map(([from, length], index) =>
            freeze(`f${index}`, from, from + length, { cluster: 'east' }),
          );
          const held = freezeInForce(freezes, EAST, at(now));
          const holding = all.filter(
            ([from, length]) => from <= now && now < from + length,
          );
          expect(held?.until ?? null).toBe(
            holding.length === 0
              ? null
              : at(
                  Math.max(...holding.map(([from, length]) => from + length)),
                ).toISOString(),
          );
        },
      ),
    );
  });
});
