import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useAsyncList } from '@backstage/ui';
import { OPTION_FIELDS, optionOf } from './entityOption';
import type { EntityOption } from './entityOption';

/** Entities that one request brings; more come as the list is scrolled. */
const PAGE = 30;
/** Types of resources that services run on, but do not call. */
const NOT_CALLED = ['kubernetes-cluster', 'environment'];
const PAUSE_MS = 200;

/** Waits until typing has stopped; a later key ends it. */
const pause = (signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/**
 * Searches the catalog for entities of some kinds, on its side and in pages,
 * since a catalog may hold far more than a list.
 */
export function useEntitySearch(kinds: string[]) {
  const catalog = useApi(catalogApiRef);
  return useAsyncList<EntityOption>({
    load: async ({ signal, cursor, filterText }) => {
      const term = filterText?.trim();
      if (term && !cursor) {
        await pause(signal);
      }
      const { items, pageInfo } = await catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE, fields: OPTION_FIELDS }
          : {
              query: {
                $all: [
                  { kind: { $in: kinds } },
                  { $not: { 'spec.type': { $in: NOT_CALLED } } },
                ],
              },
              fields: OPTION_FIELDS,
              limit: PAGE,
              totalItems: 'exclude',
              orderFields: [{ field: 'metadata.name', order: 'asc' }],
              ...(term && {
                fullTextFilter: {
                  term,
                  fields: [
                    'metadata.name',
                    'metadata.title',
                    'spec.profile.displayname',
                  ],
                },
              }),
            },
      );
      return { items: items.map(optionOf), cursor: pageInfo.nextCursor };
    },
  });
}
