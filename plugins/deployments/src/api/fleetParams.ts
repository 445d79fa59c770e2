import type {
  FleetQuery,
  FleetSort,
} from '@heal7/backstage-plugin-deployments-common';

/** The part of a query that says which rollouts are meant, and their order. @internal */
export type FleetFilters = Omit<FleetQuery, 'cursor' | 'limit'>;

/** Filters that can have several values. @internal */
export const LIST_FILTERS = [
  'phase',
  'cluster',
  'environment',
  'engine',
  'namespace',
  'owner',
  'system',
  'domain',
  'entity',
] as const;

const TEXT_FILTERS = ['image', 'text'] as const;
const FLAG_FILTERS = ['mine', 'attention', 'unmapped'] as const;

const PHASES = ['healthy', 'progressing', 'paused', 'degraded', 'unknown'];
const SORTS: FleetSort[] = ['attention', 'name', 'changed', 'phase', 'cluster'];

/**
 * Filters as parameters of an address, in the same names for the backend and
 * for the page's own address. What is not set is left out.
 *
 * @internal
 */
export function fleetParams(query: FleetQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of LIST_FILTERS) {
    for (const value of query[name] ?? []) {
      params.append(name, value);
    }
  }
  for (const name of TEXT_FILTERS) {
    const text = query[name];
    if (text) {
      params.set(name, text);
    }
  }
  for (const name of FLAG_FILTERS) {
    if (query[name]) {
      params.set(name, 'true');
    }
  }
  for (const name of ['sort', 'order', 'cursor', 'limit'] as const) {
    const value = query[name];
    if (value !== undefined) {
      params.set(name, String(value));
    }
  }
  return params;
}

/**
 * Reads filters from an address that anybody may have written: what makes no
 * sense is passed over.
 *
 * @internal
 */
export function readFleetFilters(params: URLSearchParams): FleetFilters {
  const filters: FleetFilters = {};
  for (const name of LIST_FILTERS) {
    const values = [...new Set(params.getAll(name))].filter(
      value => value !== '' && (name !== 'phase' || PHASES.includes(value)),
    );
    if (values.length > 0) {
      Object.assign(filters, { [name]: values });
    }
  }
  for (const name of TEXT_FILTERS) {
    const text = params.get(name)?.trim();
    if (text) {
      filters[name] = text;
    }
  }
  for (const name of FLAG_FILTERS) {
    if (params.get(name) === 'true') {
      filters[name] = true;
    }
  }
  const sort = SORTS.find(known => known === params.get('sort'));
  if (sort) {
    filters.sort = sort;
  }
  const order = params.get('order');
  if (order === 'asc' || order === 'desc') {
    filters.order = order;
  }
  return filters;
}
