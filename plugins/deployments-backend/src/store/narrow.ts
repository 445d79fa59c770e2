import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';

/**
 * Narrows a query on `targets` to what a selector can select, by index. What
 * is left may be too much: the selector's own rule has the last word.
 *
 * @internal
 */
export function narrow(
  query: Knex.QueryBuilder,
  selector: EntitySelector,
): void {
  if (selector.cluster !== null) {
    query.where('cluster', selector.cluster);
  }
  if (selector.namespace !== null) {
    query.where('namespace', selector.namespace);
  }
  if (selector.names !== null) {
    query.whereIn('name', selector.names);
  }
  for (const requirement of selector.labels) {
    if (requirement.operator === 'in') {
      const { key, values } = requirement;
      query.whereIn('id', labelled =>
        labelled
          .select('target_id')
          .from('target_labels')
          .where({ key })
          .whereIn('value', values),
      );
    } else if (requirement.operator === 'exists') {
      query.whereIn('id', labelled =>
        labelled
          .select('target_id')
          .from('target_labels')
          .where({ key: requirement.key }),
      );
    }
  }
}
