import type { Knex } from 'knex';
import type { StackCriteria, StackFilter } from '../ports/Stacks';
import type { StackRow } from '../store/rows';

type Query = Knex.QueryBuilder<StackRow>;

/** None of a list is nothing: `in ()` is not understood everywhere. */
function isOneOf(query: Query, column: string, values: string[]): void {
  if (values.length === 0) {
    query.whereRaw('1 = 0');
  } else {
    query.whereIn(column, values);
  }
}

function matches(query: Query, criteria: StackCriteria): void {
  if ('anyOf' in criteria) {
    if (criteria.anyOf.length === 0) {
      query.whereRaw('1 = 0');
    }
    for (const one of criteria.anyOf) {
      query.orWhere(inner => matches(inner, one));
    }
  } else if ('allOf' in criteria) {
    for (const one of criteria.allOf) {
      query.andWhere(inner => matches(inner, one));
    }
  } else if ('not' in criteria) {
    query.whereNot(inner => matches(inner, criteria.not));
  } else if ('owners' in criteria) {
    isOneOf(query, 'owner', criteria.owners);
  } else if ('environments' in criteria) {
    isOneOf(query, 'environment', criteria.environments);
  } else {
    isOneOf(query, 'name', criteria.names);
  }
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** Narrows a query of the table `stacks`. */
export function filtered(query: Query, filter: StackFilter): void {
  query.where(inner => matches(inner, filter.visible));
  if (filter.environment !== undefined) {
    query.where('environment', filter.environment);
  }
  if (filter.phase !== undefined) {
    query.where('phase', filter.phase);
  }
  if (filter.owner !== undefined) {
    query.where('owner', filter.owner);
  }
  if (filter.entity !== undefined) {
    const { entity } = filter;
    query.where(inner =>
      inner
        .where('owner', entity)
        .orWhere('system', entity)
        .orWhere('component', entity),
    );
  }
  if (filter.text) {
    const pattern = `%${escaped(filter.text.toLocaleLowerCase('en-US'))}%`;
    query.where(inner =>
      inner
        .whereRaw(`lower(name) like ? escape '\\'`, [pattern])
        .orWhereRaw(`lower(module) like ? escape '\\'`, [pattern]),
    );
  }
}
