import { objectKey } from '../kubeObject.mts';
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
  const remaining = items.filter(
    object =>
      (!token || objectKey(object.metadata) > token.after) && selected(object),
  );
  const page = remaining.slice(0, limit);
  const left = remaining.length - page.length;
  const last = page.at(-1);
  return {
    kind: `${path.type.kind}List`,
    apiVersion: groupVersion(path.type),
    metadata: {
      resourceVersion: String(version),
      ...(left > 0 && last
        ? {
            continue: encodeToken({ version, after: objectKey(last.metadata) }),
            remainingItemCount: left,
          }
        : {}),
    },
    items: page,
  };
}
