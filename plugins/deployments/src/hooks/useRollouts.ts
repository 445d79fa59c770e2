import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { RolloutRecord } from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef } from '../api';

/** @internal */
export interface Rollouts {
  /** Newest first; null before the first answer. */
  items: RolloutRecord[] | null;
  hasMore: boolean;
  loading: boolean;
  /** Of the last request; null when it succeeded. */
  error: unknown;
  /** Reads on where the last answer ended, or begins again after a failure. */
  readOn(): void;
}

const NOTHING = {
  items: null,
  next: undefined,
  loading: true,
  error: null,
} as const;

/** The remembered rollouts of an entity, page after page. @internal */
export function useRollouts(entityRef: string, cluster: string): Rollouts {
  const api = useApi(deploymentsApiRef);
  const [state, setState] = useState<{
    items: RolloutRecord[] | null;
    /** Undefined before the first page, null after the last. */
    next: string | null | undefined;
    loading: boolean;
    error: unknown;
  }>(NOTHING);
  const request = useRef<AbortController>();

  const read = useCallback(
    async (items: RolloutRecord[], cursor: string | undefined) => {
      request.current?.abort();
      const mine = new AbortController();
      request.current = mine;
      setState(before => ({ ...before, loading: true, error: null }));
      try {
        const answer = await api.getRollouts(
          parseEntityRef(entityRef),
          { ...(cluster ? { cluster } : {}), cursor },
          { signal: mine.signal },
        );
        if (!mine.signal.aborted) {
          // A rollout that began meanwhile moves the pages by one.
          const known = new Set(items.map(({ id }) => id));
          setState({
            items: [
              ...items,
              ...answer.items.filter(({ id }) => !known.has(id)),
            ],
            next: answer.nextCursor,
            loading: false,
            error: null,
          });
        }
      } catch (error) {
        if (!mine.signal.aborted) {
          setState(before => ({ ...before, loading: false, error }));
        }
      }
    },
    [api, entityRef, cluster],
  );

  useEffect(() => {
    setState(NOTHING);
    read([], undefined);
    return () => request.current?.abort();
  }, [read]);

  const { items, next, loading, error } = state;
  const readOn = useCallback(() => {
    if (!loading) {
      read(items ?? [], next ?? undefined);
    }
  }, [read, items, next, loading]);
  return { items, hasMore: Boolean(next), loading, error, readOn };
}
