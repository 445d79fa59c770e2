import fc from 'fast-check';
import type { FleetRow } from '@heal7/backstage-plugin-deployments-common';
import { aFleet } from '../../dev/fleet';
import { mergePage } from './mergePage';

const fleet = aFleet(12);
const changed = (row: FleetRow): FleetRow => ({ ...row, message: 'changed' });
const ids = (rows: FleetRow[]) => rows.map(({ id }) => id);

const page = fc.shuffledSubarray(fleet);
const freshPage = fc
  .tuple(page, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }))
  .map(([rows, flags]) =>
    rows.map((row, i) => (flags[i] ? changed(row) : row)),
  );

describe('mergePage', () => {
  it('never moves, adds or drops a row that is on the screen', () => {
    fc.assert(
      fc.property(page, freshPage, (before, fresh) => {
        expect(ids(mergePage(before, fresh).rows)).toEqual(ids(before));
      }),
    );
  });

  it('shows each row as it is now', () => {
    fc.assert(
      fc.property(page, freshPage, (before, fresh) => {
        for (const row of mergePage(before, fresh).rows) {
          const now = fresh.find(({ id }) => id === row.id);
          expect(row).toEqual(now ?? before.find(({ id }) => id === row.id));
        }
      }),
    );
  });

  it('says that rows have moved exactly when the order is another one', () => {
    fc.assert(
      fc.property(page, freshPage, (before, fresh) => {
        const { moved } = mergePage(before, fresh);
        const inOrder =
          JSON.stringify(ids(before)) === JSON.stringify(ids(fresh));
        expect(moved.length === 0).toBe(inOrder);
      }),
    );
  });

  it('keeps unchanged rows the same object, so that they are not drawn again', () => {
    const fresh = fleet.map(row => ({ ...row }));
    const { rows } = mergePage(fleet, [changed(fresh[0]), ...fresh.slice(1)]);
    expect(rows[0]).not.toBe(fleet[0]);
    expect(rows[1]).toBe(fleet[1]);
  });

  it('counts the row that changed, not those that made room for it', () => {
    const last = changed(fleet[11]);
    const { moved } = mergePage(fleet, [last, ...fleet.slice(0, 11)]);
    expect(moved).toEqual([last.id]);
  });
});
