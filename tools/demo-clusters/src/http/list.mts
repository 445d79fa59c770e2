import { objectKey, type KubeObject } from '../kubeObject.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import { groupVersion } from '../store/resourceType.mts';
import { StoreError } from '../store/storeErrors.mts';
import { ApiError } from './apiError.mts';
import type { ResourcePath } from './requestPath.mts';
import { parseSelection, parseVersion } from './selection.mts';

interface ContinueToken {
  version: number;
  /** Key of the last object already sent. */
  after: string;
}

function encodeToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decodeToken(text: string): ContinueToken {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      Number.isSafeInteger(token?.version) &&
      typeof token?.after === 'string'
    ) {
      return token;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
  }
  throw new ApiError('BadRequest', 'continue key is not valid');
}

function parseLimit(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new ApiError(
      'BadRequest',
      'limit: must be a whole number, 0 or more',
    );
  }
  return limit === 0 ? Infinity : limit;
}

/** The version that a list without a token has to show. */
function wantedVersion(query: URLSearchParams): number | undefined {
  const version = parseVersion(query, 'resourceVersion');
  const exact = query.get('resourceVersionMatch') === 'Exact';
  if (exact && !version) {
    throw new ApiError(
      'BadRequest',
      'resourceVersionMatch Exact needs a resourceVersion above 0',
    );
  }
  return exact ? version : undefined;
}

function hasSelector(query: URLSearchParams): boolean {
  return Boolean(query.get('labelSelector') || query.get('fieldSelector'));
}

/** Where the objects after a key begin; `items` are sorted by theirs. */
function indexAfter(items: KubeObject[], key: string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (objectKey(items[middle].metadata) <= key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/**
 * A collection as of one version, in pages: every page of a list shows the
 * version of the first, or fails with 410 once that one is compacted.
 */
export function listResources(
  store: ObjectStore,
  path: ResourcePath,
  query: URLSearchParams,
): Record<string, unknown> {
  const selected = parseSelection(path, query);
  const limit = parseLimit(query);
  const token = query.get('continue')
    ? decodeToken(query.get('continue') ?? '')
    : undefined;
  const atLeast = token ? 0 : parseVersion(query, 'resourceVersion') ?? 0;
  if (atLeast > store.version) {
    throw new StoreError(
      'ResourceVersionTooLarge',
      `Too large resource version: ${atLeast}, current: ${store.version}`,
    );
  }
  const wanted = token?.version ?? wantedVersion(query);
  const { version, items } = store.snapshot(path.type, wanted);
  const page: KubeObject[] = [];
  let at = token ? indexAfter(items, token.after) : 0;
  // One more than fits says whether there is another page.
  for (; at < items.length; at += 1) {
    if (selected(items[at])) {
      if (page.length === limit) {
        break;
      }
      page.push(items[at]);
    }
  }
  const last = at < items.length ? page.at(-1) : undefined;
  return {
    kind: `${path.type.kind}List`,
    apiVersion: groupVersion(path.type),
    metadata: {
      resourceVersion: String(version),
      ...(last && {
        continue: encodeToken({ version, after: objectKey(last.metadata) }),
        // As from the real server: what selectors leave is not counted.
        ...(hasSelector(query)
          ? {}
          : { remainingItemCount: items.slice(at).filter(selected).length }),
      }),
    },
    items: page,
  };
}
