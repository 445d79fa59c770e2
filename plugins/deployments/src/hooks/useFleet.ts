import { useMemo, useRef, useSyncExternalStore } from 'react';
import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { deploymentsApiRef, fleetParams, readFleetFilters } from '../api';
import type { FleetFilters } from '../api';
import { LiveFleet, PAGE_ROWS } from './LiveFleet';
import type { FleetState } from './LiveFleet';

/** @internal */
export interface FleetLive extends FleetState {
  /** True while rows of the filters before are shown. */
  outdated: boolean;
  live: LiveFleet;
}

/**
 * All rollouts that the filters leave, kept fresh. While the answer to new
 * filters is on its way, the one before stays, so that the page stands still.
 *
 * @param rows - what the rows are narrowed by beyond the counts, and how many
 * of them are read at a time.
 * @internal
 */
export function useFleet(
  filters: FleetFilters,
  rows: { only?: FleetFilters; pageRows?: number } = {},
): FleetLive {
  const pageRows = rows.pageRows ?? PAGE_ROWS;
  const api = useApi(deploymentsApiRef);
  // Portals without the signals plugin get along with polling.
  const signals = useApiHolder().get(signalApiRef);
  // Filters are made anew on every render; their text is what counts.
  const asked = fleetParams(filters).toString();
  const askedRows = fleetParams({ ...filters, ...rows.only }).toString();
  const live = useMemo(() => {
    const query = readFleetFilters(new URLSearchParams(asked));
    const rowQuery = readFleetFilters(new URLSearchParams(askedRows));
    return new LiveFleet({
      pageRows,
      page: (at, signal) =>
        api.getFleetPage({ ...rowQuery, ...at }, { signal }),
      summary: signal => api.getFleetSummary(query, { signal }),
      listen: signals
        ? (channel, heard) => {
            const subscription = signals.subscribe(channel, heard);
            return () => subscription.unsubscribe();
          }
        : null,
    });
  }, [api, signals, asked, askedRows, pageRows]);
  const state = useSyncExternalStore(live.subscribe, live.get);

  const before = useRef<FleetState>(state);
  if (state.rows || state.error) {
    before.current = state;
  }
  const outdated = state !== before.current && before.current.rows !== null;
  return {
    ...(outdated
      ? {
          ...before.current,
          summary: state.summary ?? before.current.summary,
          moved: state.moved,
          hasMore: false,
        }
      : state),
    outdated,
    live,
  };
}
