import type { FleetRow } from '@heal7/backstage-plugin-deployments-common';

/** What a fresh answer means for rows that are on the screen. @internal */
export interface MergedPage {
  /** The rows of before in their places, each as it is now. */
  rows: FleetRow[];
  /**
   * Ids of rows that would come, go or move if the fresh order were shown;
   * empty when the order is still right.
   */
  moved: string[];
}

const same = (a: FleetRow, b: FleetRow) =>
  JSON.stringify(a) === JSON.stringify(b);

/**
 * Renews rows without moving any of them. Rows that have not changed stay the
 * same object.
 *
 * @internal
 */
export function mergePage(before: FleetRow[], fresh: FleetRow[]): MergedPage {
  const freshById = new Map(fresh.map(row => [row.id, row]));
  const known = new Set(before.map(({ id }) => id));
  const changed = new Set<string>();
  const rows = before.map(row => {
    const now = freshById.get(row.id);
    if (!now || same(row, now)) {
      return row;
    }
    changed.add(row.id);
    return now;
  });

  const left = before.filter(({ id }) => !freshById.has(id));
  const arrived = fresh.filter(({ id }) => !known.has(id));
  const orderBefore = before.filter(({ id }) => freshById.has(id));
  const orderNow = fresh.filter(({ id }) => known.has(id));
  const reordered = orderNow.some(({ id }, i) => id !== orderBefore[i].id);
  const movers = reordered
    ? orderNow.filter(
        ({ id }, i) =>
          changed.has(id) || (!changed.size && id !== orderBefore[i].id),
      )
    : [];
  return {
    rows,
    moved: [...new Set([...left, ...arrived, ...movers].map(({ id }) => id))],
  };
}
