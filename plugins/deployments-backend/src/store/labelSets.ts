import type { Knex } from 'knex';
import { versionOf } from './targetId';

/**
 * Makes sure that a set of labels is stored, each set once, and answers its
 * id. Labels of a workload seldom change, while it is rolled out again and
 * again.
 *
 * @internal
 */
export async function labelSetOf(
  tx: Knex.Transaction,
  labels: Record<string, string>,
): Promise<string> {
  const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const id = versionOf(entries);
  await tx('label_sets')
    .insert({ id, labels: JSON.stringify(Object.fromEntries(entries)) })
    .onConflict('id')
    .ignore();
  for (let start = 0; start < entries.length; start += 100) {
    await tx('label_set_entries')
      .insert(
        entries
          .slice(start, start + 100)
          .map(([key, value]) => ({ set_id: id, key, value })),
      )
      .onConflict(['set_id', 'key'])
      .ignore();
  }
  return id;
}
