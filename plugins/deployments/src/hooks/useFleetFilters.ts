import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { fleetParams, LIST_FILTERS, readFleetFilters } from '../api';
import type { FleetFilters } from '../api';

/** @internal */
export interface FleetFilterState {
  filters: FleetFilters;
  /** How many things are filtered by; the order is none. */
  count: number;
  /**
   * @param how - `replace` for what changes letter by letter: the back button
   * should not go through every one of them.
   */
  change(part: Partial<FleetFilters>, how?: 'push' | 'replace'): void;
  clear(): void;
}

const OURS = [
  ...LIST_FILTERS,
  'image',
  'text',
  'mine',
  'attention',
  'unmapped',
  'sort',
  'order',
];

/** The address with other filters; parameters of others stay. */
function withFilters(
  address: URLSearchParams,
  filters: FleetFilters,
): URLSearchParams {
  const params = new URLSearchParams(address);
  OURS.forEach(name => params.delete(name));
  fleetParams(filters).forEach((value, name) => params.append(name, value));
  return params;
}

/** Filters and order, kept in the page's address. @internal */
export function useFleetFilters(): FleetFilterState {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const filters = useMemo(
    () => readFleetFilters(new URLSearchParams(text)),
    [text],
  );
  const change = useCallback(
    (part: Partial<FleetFilters>, how: 'push' | 'replace' = 'push') =>
      setParams(
        now => withFilters(now, { ...readFleetFilters(now), ...part }),
        { replace: how === 'replace' },
      ),
    [setParams],
  );
  const clear = useCallback(
    () =>
      setParams(now => {
        const { sort, order } = readFleetFilters(now);
        return withFilters(now, { sort, order });
      }),
    [setParams],
  );
  const { sort: _sort, order: _order, ...narrowing } = filters;
  return { filters, count: Object.keys(narrowing).length, change, clear };
}
