import type { FleetSort } from '@heal7/backstage-plugin-deployments-common';
import type { FleetFilters } from '../../api';

/** In the order in which they are offered. @internal */
export const SORTS: FleetSort[] = [
  'attention',
  'name',
  'changed',
  'phase',
  'cluster',
];

/** The order that a reader expects first: newest, but A to Z. @internal */
export function startOrder(sort: FleetSort): FleetFilters['order'] {
  switch (sort) {
    case 'changed':
      return 'desc';
    case 'attention':
      return undefined;
    default:
      return 'asc';
  }
}

/** What a press on a column's heading makes of the order. @internal */
export function nextOrder(
  sort: FleetSort,
  now: Pick<FleetFilters, 'sort' | 'order'>,
): Pick<FleetFilters, 'sort' | 'order'> {
  if (now.sort !== sort) {
    return { sort, order: startOrder(sort) };
  }
  const order = now.order ?? startOrder(sort);
  return { sort, order: order === 'asc' ? 'desc' : 'asc' };
}

/** For `aria-sort`. @internal */
export function sortDirection(
  sort: FleetSort,
  now: Pick<FleetFilters, 'sort' | 'order'>,
): 'ascending' | 'descending' | 'none' {
  if (now.sort !== sort) {
    return 'none';
  }
  return (now.order ?? startOrder(sort)) === 'asc' ? 'ascending' : 'descending';
}
