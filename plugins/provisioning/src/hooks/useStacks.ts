import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  StackListItem,
  StackPage,
} from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../api';
import type { ProvisioningApi, StackFilters } from '../api';
import { useLiveLoaded } from './useLiveLoaded';
import type { Loaded } from './useLoaded';

/** Rows that are asked for at once. */
const PAGE_SIZE = 50;

/** @internal */
export interface Stacks extends Loaded<StackPage> {
  /** Whether there are more than are shown. */
  hasMore: boolean;
  showMore(): void;
}

/** The first so many stacks, in as many pages as that takes. */
async function firstStacks(
  api: ProvisioningApi,
  filters: StackFilters,
  count: number,
  signal: AbortSignal,
): Promise<StackPage> {
  const items: StackListItem[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await api.getStacks(
      { ...filters, limit: PAGE_SIZE, cursor },
      { signal },
    );
    items.push(...page.items);
    if (page.nextCursor === null || items.length >= count) {
      return { ...page, items };
    }
    cursor = page.nextCursor;
  }
}

/** The stacks that filters leave, kept fresh. @internal */
export function useStacks(filters: StackFilters): Stacks {
  const api = useApi(provisioningApiRef);
  const question = JSON.stringify(filters);
  const [wanted, setWanted] = useState({ question, count: PAGE_SIZE });
  // Other filters begin with one page again.
  const count = wanted.question === question ? wanted.count : PAGE_SIZE;
  const loaded = useLiveLoaded(
    question,
    signal => firstStacks(api, filters, count, signal),
    page => page.channel,
  );
  const { refresh } = loaded;
  const asked = useRef(count);
  useEffect(() => {
    if (count > asked.current) {
      refresh();
    }
    asked.current = count;
  }, [count, refresh]);
  return {
    ...loaded,
    hasMore: Boolean(loaded.value?.nextCursor),
    showMore: () => setWanted({ question, count: count + PAGE_SIZE }),
  };
}
