import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Clock } from '../clock/clock.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import { qualifiedName, RESOURCES } from '../store/resourceType.mts';
import { checkAccess } from './access.mts';
import { ApiError } from './apiError.mts';
import { discover } from './discovery.mts';
import { serveFaults, type FaultControl } from './faults.mts';
import { listResources } from './list.mts';
import { podLog } from './podLogs.mts';
import { podMetrics } from './podMetrics.mts';
import { servePrometheusStandIn } from './prometheusStandIn.mts';
import { parseResourcePath, type ResourcePath } from './requestPath.mts';
import { sendError, sendJson } from './respond.mts';
import { watchResources, type WatchContext } from './watch.mts';
import { patchResource, readBody } from './write.mts';

/** What the server serves, and by which clock. */
export interface ApiServerOptions {
  store: ObjectStore;
  clock: Clock;
  /** Milliseconds between bookmarks; 10 seconds unless given. */
  bookmarkInterval?: number;
}

/** An API server that is not listening yet, and its fault switch. */
export interface ApiServer {
  server: Server;
  faults: FaultControl;
}

const BOOKMARK_INTERVAL = 10_000;
const WATCH_TIMEOUT = 30 * 60_000;

/** Serves the Kubernetes API of a store. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const { store, clock } = options;
  const watches = new Set<() => void>();
  const faults: FaultControl = {
    mode: 'none',
    hanging: 0,
    closeWatches: () => [...watches].forEach(end => end()),
    compact: () => store.compact(),
  };
  const context: WatchContext = {
    store,
    clock,
    bookmarkInterval: options.bookmarkInterval ?? BOOKMARK_INTERVAL,
    defaultTimeout: WATCH_TIMEOUT,
    track(end) {
      watches.add(end);
      return () => watches.delete(end);
    },
  };

  function serveObject(path: ResourcePath, url: URL, response: ServerResponse) {
    const object = store.get(path.type, path.namespace, path.name ?? '');
    if (!object) {
      throw new ApiError(
        'NotFound',
        `${qualifiedName(path.type)} "${path.name}" not found`,
        { name: path.name, group: path.type.group, kind: path.type.plural },
      );
    }
    if (path.subresource === 'log' && path.type === RESOURCES.pods) {
      const tail = url.searchParams.get('tailLines');
      const text = podLog(object, clock, tail ? Number(tail) : undefined);
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(text);
    } else if (!path.subresource || path.subresource === 'status') {
      sendJson(response, object);
    } else {
      throw new ApiError('NotFound', `there is no ${path.subresource} to get`);
    }
  }

  function serveGet(url: URL, response: ServerResponse): void {
    const { pathname, searchParams } = url;
    if (['/healthz', '/livez', '/readyz'].includes(pathname)) {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.end('ok');
      return;
    }
    const discovered = discover(pathname);
    if (discovered !== undefined) {
      sendJson(response, discovered);
      return;
    }
    const path = parseResourcePath(pathname);
    const watching = ['1', 'true'].includes(searchParams.get('watch') ?? '');
    if (path.type === RESOURCES.podMetrics) {
      sendJson(response, podMetrics(store, clock, path, searchParams));
    } else if (watching && !path.subresource) {
      watchResources(context, path, searchParams, response);
    } else if (path.name !== undefined) {
      serveObject(path, url, response);
    } else {
      sendJson(response, listResources(store, path, searchParams));
    }
  }

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/demo/faults') {
      await serveFaults(faults, request, response);
      return;
    }
    if (url.pathname === '/demo/prometheus/api/v1/query_range') {
      await servePrometheusStandIn(store, clock, request, response);
      return;
    }
    if (faults.mode === 'refuse') {
      request.socket.destroy();
      return;
    }
    if (faults.mode === 'hang') {
      faults.hanging += 1;
      response.on('close', () => {
        faults.hanging -= 1;
      });
      return;
    }
    if (faults.mode === 'error') {
      throw new ApiError('InternalError', 'the demo cluster was told to fail');
    }
    checkAccess(request, url.pathname);
    if (request.method === 'GET') {
      serveGet(url, response);
      return;
    }
    const path = parseResourcePath(url.pathname);
    if (request.method !== 'PATCH' || path.name === undefined) {
      throw new ApiError(
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
    }
    const contentType = request.headers['content-type'] ?? '';
    const body = await readBody(request);
    sendJson(response, patchResource(store, path, contentType, body));
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(error => sendError(response, error));
  });
  return { server, faults };
}
