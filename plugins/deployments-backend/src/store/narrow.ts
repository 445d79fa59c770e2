import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';

/** Where the labels of a table's rows are. @internal */
export interface LabelledBy {
  /** Column that says whose labels they are. */
  column: string;
  entries: string;
  /** The same in the table of entries. */
  key: string;
}

const TARGETS: LabelledBy = {
  column: 'id',
  entries: 'target_labels',
  key: 'target_id',
};

/**
 * Narrows a query on `targets`, or on what else has their columns, to what a
 * selector can select, by index. What is left may be too much: the selector's
 * own rule has the last word.
 *
 * @internal
 */
export function narrow(
  query: Knex.QueryBuilder,
  selector: EntitySelector,
  by: LabelledBy = TARGETS,
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
      query.whereIn(by.column, labelled =>
        labelled
          .select(by.key)
          .from(by.entries)
          .where({ key })
          .whereIn('value', values),
      );
    } else if (requirement.operator === 'exists') {
      query.whereIn(by.column, labelled =>
        labelled
          .select(by.key)
          .from(by.entries)
          .where({ key: requirement.key }),
      );
    }
  }
}
