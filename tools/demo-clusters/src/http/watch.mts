import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock/clock.mts';
import type { KubeObject } from '../kubeObject.mts';
import type { Change } from '../store/changeLog.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import { groupVersion, type ResourceType } from '../store/resourceType.mts';
import { StoreError } from '../store/storeErrors.mts';
import { ApiError, toApiError } from './apiError.mts';
import type { ResourcePath } from './requestPath.mts';
import { parseSelection, parseVersion } from './selection.mts';

/** What a watch needs of the server around it. */
export interface WatchContext {
  store: ObjectStore;
  clock: Clock;
  /** Milliseconds between bookmarks of an idle watch. */
  bookmarkInterval: number;
  /** Milliseconds after which a watch ends that names no timeout. */
  defaultTimeout: number;
  /** Adds a function that ends the watch; returns how to forget it. */
  track(end: () => void): () => void;
}

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

/**
 * What a change means to a watch that sees only the selected objects: one
 * that stops matching is gone for it, one that begins to match is new.
 */
export function toWatchEvent(
  change: Change,
  selected: (object: KubeObject) => boolean,
): { type: EventType; object: KubeObject } | null {
  const before = change.previous !== null && selected(change.previous);
  const after = !change.deleted && selected(change.object);
  if (!before && !after) {
    return null;
  }
  if (!after) {
    return { type: 'DELETED', object: change.object };
  }
  return { type: before ? 'MODIFIED' : 'ADDED', object: change.object };
}

function bookmark(
  type: ResourceType,
  version: number,
  initialEventsEnd = false,
): Record<string, unknown> {
  return {
    kind: type.kind,
    apiVersion: groupVersion(type),
    metadata: {
      resourceVersion: String(version),
      creationTimestamp: null,
      ...(initialEventsEnd
        ? { annotations: { 'k8s.io/initial-events-end': 'true' } }
        : {}),
    },
  };
}

function parseTimeout(query: URLSearchParams, fallback: number): number {
  const text = query.get('timeoutSeconds');
  if (text === null || text === '') {
    return fallback;
  }
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 0) {
    throw new ApiError('BadRequest', 'timeoutSeconds: must be a whole number');
  }
  return seconds * 1000;
}

/**
 * Streams the changes of a selection as newline-delimited JSON. Without a
 * version (or with 0) it begins with what exists. A version that is compacted
 * is told by an ERROR event with a 410 Status, as the API server does once
 * the answer has begun.
 */
export function watchResources(
  context: WatchContext,
  path: ResourcePath,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const { store, clock } = context;
  const selected = parseSelection(path, query);
  const from = parseVersion(query, 'resourceVersion') ?? 0;
  const bookmarks = query.get('allowWatchBookmarks') === 'true';
  const initial = query.get('sendInitialEvents') === 'true';
  const timeout = parseTimeout(query, context.defaultTimeout);
  if (from > store.version) {
    throw new StoreError(
      'ResourceVersionTooLarge',
      `Too large resource version: ${from}, current: ${store.version}`,
    );
  }

  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();
  const send = (type: EventType, object: unknown) =>
    response.write(`${JSON.stringify({ type, object })}\n`);
  const sendChange = (change: Change) => {
    const event = toWatchEvent(change, selected);
    if (event) {
      send(event.type, event.object);
    }
  };

  try {
    if (from === 0 || initial) {
      for (const object of store.list(path.type)) {
        if (selected(object)) {
          send('ADDED', object);
        }
      }
      if (initial && bookmarks) {
        send('BOOKMARK', bookmark(path.type, store.version, true));
      }
    } else {
      store.changesSince(path.type, from).forEach(sendChange);
    }
  } catch (error) {
    send('ERROR', toApiError(error).toStatus());
    response.end();
    return;
  }

  const sendBookmark = () => {
    if (bookmarks) {
      send('BOOKMARK', bookmark(path.type, store.version));
    }
  };
  const stops = [
    store.subscribe(change => {
      if (change.type === path.type) {
        sendChange(change);
      }
    }),
    clock.every(context.bookmarkInterval, sendBookmark),
    clock.after(timeout, () => {
      sendBookmark();
      response.end();
    }),
    context.track(() => response.destroy()),
  ];
  response.on('close', () => stops.forEach(stop => stop()));
}
