import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { FILTER_NAMES, readStackFilters, stackParams } from '../api';
import type { StackFilters } from '../api';

/** @internal */
export interface StackFilterState {
  filters: StackFilters;
  /** How many things are filtered by. */
  count: number;
  /**
   * @param how - `replace` for what changes letter by letter: the back button
   * should not go through every one of them.
   */
  change(part: Partial<StackFilters>, how?: 'push' | 'replace'): void;
  clear(): void;
}

/** The address with other filters; parameters of others stay. */
function withFilters(
  address: URLSearchParams,
  filters: StackFilters,
): URLSearchParams {
  const params = new URLSearchParams(address);
  FILTER_NAMES.forEach(name => params.delete(name));
  stackParams(filters).forEach((value, name) => params.append(name, value));
  return params;
}

/** Filters, kept in the page's address. @internal */
export function useStackFilters(): StackFilterState {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const filters = useMemo(
    () => readStackFilters(new URLSearchParams(text)),
    [text],
  );
  const change = useCallback(
    (part: Partial<StackFilters>, how: 'push' | 'replace' = 'push') =>
      setParams(
        now => withFilters(now, { ...readStackFilters(now), ...part }),
        { replace: how === 'replace' },
      ),
    [setParams],
  );
  const clear = useCallback(
    () => setParams(now => withFilters(now, {})),
    [setParams],
  );
  return { filters, count: Object.keys(filters).length, change, clear };
}
