import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../api';
import type { ProvisioningApi } from '../api';
import { useLoaded } from './useLoaded';
import type { Loaded } from './useLoaded';

/** @internal */
export interface Runs extends Loaded<{ items: Run[]; hasMore: boolean }> {
  showMore(): void;
}

async function firstRuns(
  api: ProvisioningApi,
  stackId: string,
  pages: number,
  signal: AbortSignal,
) {
  const items: Run[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pages; page++) {
    const answer = await api.getRuns(stackId, cursor, { signal });
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) {
      break;
    }
  }
  return { items, hasMore: cursor !== null };
}

/**
 * A stack's runs, the newest first.
 *
 * @param version - of the stack: with another one there may be other runs.
 * @internal
 */
export function useRuns(stackId: string, version: string): Runs {
  const api = useApi(provisioningApiRef);
  const [pages, setPages] = useState(1);
  const loaded = useLoaded(`${stackId} ${version} ${pages}`, signal =>
    firstRuns(api, stackId, pages, signal),
  );
  const [last, setLast] = useState(loaded.value);
  if (loaded.value && loaded.value !== last) {
    setLast(loaded.value);
  }
  return {
    ...loaded,
    // What was shown stays while more is asked for.
    value: loaded.value ?? last,
    showMore: () => setPages(pages + 1),
  };
}
