import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';

/** A request as the server saw it. */
export interface SeenRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
  body: unknown;
}

type Interceptor = (
  request: SeenRequest,
  response: ServerResponse,
) => boolean | void;

interface Watcher {
  collection: string;
  response: ServerResponse;
}

const merge = (target: unknown, patch: unknown): unknown => {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) {
    return patch;
  }
  const result: Record<string, unknown> = {
    ...(target as Record<string, unknown>),
  };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = merge(result[key], value);
    }
  }
  return result;
};

/**
 * As much of an API server as the tests need: list, watch, get, merge patch
 * with optimistic locking, logs. A test can answer any request by itself.
 */
export class FakeApiServer {
  readonly requests: SeenRequest[] = [];
  /** Collections that exist, by path, with their objects by namespace/name. */
  readonly collections = new Map<string, Map<string, KubernetesObject>>();
  /** Answers a request itself when it returns true. */
  intercept: Interceptor = () => false;
  #version = 100;
  readonly #watchers = new Set<Watcher>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url!, 'http://server');
        const text = Buffer.concat(chunks).toString('utf8');
        const seen: SeenRequest = {
          method: request.method!,
          path: url.pathname,
          query: Object.fromEntries(url.searchParams),
          headers: request.headers,
          body: text ? JSON.parse(text) : undefined,
        };
        this.requests.push(seen);
        if (!this.intercept(seen, response)) {
          this.answer(seen, response);
        }
      });
    });
  }

  static async start(...collections: string[]): Promise<FakeApiServer> {
    const server = new FakeApiServer();
    collections.forEach(path => server.collections.set(path, new Map()));
    await server.listen(0);
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get version(): string {
    return String(this.#version);
  }

  listen(port: number): Promise<void> {
    return new Promise(resolve => {
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    this.#watchers.clear();
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Number of watches open on a collection. */
  watching(collection: string): number {
    return [...this.#watchers].filter(
      watcher => watcher.collection === collection,
    ).length;
  }

  /** Ends all watches in order, as servers do after a while. */
  endWatches(): void {
    [...this.#watchers].forEach(({ response }) => response.end());
    this.#watchers.clear();
  }

  apply(collection: string, object: KubernetesObject): KubernetesObject {
    const objects = this.collections.get(collection)!;
    const key = `${object.metadata.namespace}/${object.metadata.name}`;
    const type = objects.has(key) ? 'MODIFIED' : 'ADDED';
    this.#version += 1;
    const stored = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: this.version },
    };
    objects.set(key, stored);
    this.send(collection, type, stored);
    return stored;
  }

  delete(collection: string, key: string): void {
    const object = this.collections.get(collection)!.get(key)!;
    this.collections.get(collection)!.delete(key);
    this.#version += 1;
    this.send(collection, 'DELETED', {
      ...object,
      metadata: { ...object.metadata, resourceVersion: this.version },
    });
  }

  send(collection: string, type: string, object: unknown): void {
    for (const watcher of this.#watchers) {
      if (watcher.collection === collection) {
        watcher.response.write(`${JSON.stringify({ type, object })}\n`);
      }
    }
  }

  static status(
    response: ServerResponse,
    code: number,
    message: string,
    headers: Record<string, string> = {},
  ): true {
    response
      .writeHead(code, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ kind: 'Status', code, message }));
    return true;
  }

  static json(response: ServerResponse, body: unknown): true {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(body));
    return true;
  }

  private answer(request: SeenRequest, response: ServerResponse): void {
    const scoped =
      /^(\/apis?\/.*?v[^/]+)\/namespaces\/([^/]+)\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(
        request.path,
      );
    const collection = scoped ? `${scoped[1]}/${scoped[3]}` : request.path;
    const namespace = scoped?.[2];
    const name = scoped?.[4];
    const objects = this.collections.get(collection);
    if (!objects) {
      FakeApiServer.status(response, 404, 'the server could not find it');
      return;
    }
    if (name && scoped?.[5] === 'log') {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.end(`log of ${name}\n`);
    } else if (name) {
      this.answerObject(request, response, collection, `${namespace}/${name}`);
    } else if (request.query.watch) {
      const watcher = { collection, response };
      this.#watchers.add(watcher);
      response.on('close', () => this.#watchers.delete(watcher));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
    } else {
      FakeApiServer.json(response, {
        metadata: { resourceVersion: this.version },
        items: [...objects.values()].filter(
          ({ metadata }) => !namespace || metadata.namespace === namespace,
        ),
      });
    }
  }

  private answerObject(
    request: SeenRequest,
    response: ServerResponse,
    collection: string,
    key: string,
  ): void {
    const object = this.collections.get(collection)!.get(key);
    if (!object) {
      FakeApiServer.status(response, 404, `${key} not found`);
      return;
    }
    if (request.method === 'GET') {
      FakeApiServer.json(response, object);
      return;
    }
    const patch = request.body as { metadata?: { resourceVersion?: string } };
    const wanted = patch.metadata?.resourceVersion;
    if (wanted && wanted !== object.metadata.resourceVersion) {
      FakeApiServer.status(response, 409, `${key} has been modified`);
      return;
    }
    FakeApiServer.json(
      response,
      this.apply(collection, merge(object, patch) as KubernetesObject),
    );
  }
}
