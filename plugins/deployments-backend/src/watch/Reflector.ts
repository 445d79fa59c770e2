import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import type { Clock } from '../lib/Clock';
import type { ClusterTransport } from '../clusters/ClusterTransport';
import { collectionPath } from '../clusters/paths';
import { readBody, statusMessage } from '../clusters/responseBody';
import { unreachable } from '../clusters/UndiciTransport';
import { failureOfError, failureOfStatus } from './failure';
import type { WatchFailure } from './failure';
import { decodeJsonLines } from './jsonLines';
import { advance, DEFAULT_TIMING, INITIAL_PLAN } from './plan';
import type { Outcome, PlanTiming } from './plan';

/**
 * A collection to be followed.
 *
 * @internal
 */
export interface ReflectedCollection {
  group: string;
  /** The one to ask for, then those to try where it is not served. */
  versions: string[];
  plural: string;
  /** Null for all namespaces. */
  namespace: string | null;
  labelSelector?: string;
  fieldSelector?: string;
}

/**
 * A complete list under way. Nothing counts before `commit`; a list that
 * breaks off is just forgotten.
 *
 * @internal
 */
export interface ListInProgress {
  add(object: KubernetesObject): void;
  commit(): void;
}

/**
 * Receives what a reflector sees. Objects are not kept by the reflector.
 *
 * @internal
 */
export interface ReflectorSink {
  startList(): ListInProgress;
  upsert(object: KubernetesObject): void;
  remove(object: KubernetesObject): void;
  /** The picture is complete and a watch keeps it so. */
  live(): void;
  failed(failure: WatchFailure): void;
}

/** @internal */
export interface ReflectorOptions {
  cluster: string;
  transport: ClusterTransport;
  collection: ReflectedCollection;
  sink: ReflectorSink;
  clock: Clock;
  timing?: Partial<ReflectorTiming>;
}

/** Milliseconds. @internal */
export interface ReflectorTiming extends PlanTiming {
  /** For one page of a list, to its last byte's silence. */
  listTimeoutMs: number;
  /**
   * Longest silence on a watch. API servers send a bookmark each minute, so
   * more silence than this means that the connection is dead.
   */
  watchIdleMs: number;
}

const DEFAULTS: ReflectorTiming = {
  ...DEFAULT_TIMING,
  listTimeoutMs: 30_000,
  watchIdleMs: 90_000,
};
const PAGE_SIZE = 500;
const MAX_PAGE_BYTES = 512 * 1024 * 1024;
// etcd refuses objects over 1.5 MB; what it accepts grows a little as JSON.
const MAX_EVENT_BYTES = 16 * 1024 * 1024;
// The API server closes a watch after 30 to 60 minutes by default; ours end
// sooner so that a credential is never older than this.
const WATCH_SECONDS = 300;

interface ListPage {
  items?: KubernetesObject[];
  metadata?: { resourceVersion?: string; continue?: string };
}

interface WatchEvent {
  type?: string;
  object?: KubernetesObject & { code?: number; message?: string };
}

/**
 * A version that is gone is answered by a list, which is no failure. A kind
 * counts as absent or forbidden, and a credential as refused, only when it is
 * so twice in a row: the first time is ordinary at a server's start and when a
 * token expires (see plan.ts).
 */
function isNews(failure: WatchFailure, failuresBefore: number): boolean {
  switch (failure.kind) {
    case 'gone':
      return false;
    case 'absent':
    case 'forbidden':
    case 'unauthorized':
      return failuresBefore > 0;
    default:
      return true;
  }
}

/**
 * Keeps a sink in step with one collection of one cluster: a paged list, then
 * a watch resumed for as long as the server allows.
 *
 * @internal
 */
export class Reflector {
  readonly #timing: ReflectorTiming;
  #list: ListInProgress | null = null;
  /** Which of the versions is asked for; moves on when it is not served. */
  #version = 0;

  constructor(private readonly options: ReflectorOptions) {
    this.#timing = { ...DEFAULTS, ...options.timing };
  }

  /** Runs until the signal aborts; never rejects for what a cluster does. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, sink } = this.options;
    let plan = INITIAL_PLAN;
    while (!signal.aborted) {
      if (plan.delayMs > 0) {
        await clock.sleep(plan.delayMs, signal);
        if (signal.aborted) {
          return;
        }
      }
      const outcome =
        plan.step.do === 'list'
          ? await this.listPage(plan.step.continueToken, signal)
          : await this.watch(plan.step.resourceVersion, signal);
      if (signal.aborted) {
        return;
      }
      if (outcome.type === 'failed' && isNews(outcome.failure, plan.failures)) {
        sink.failed(outcome.failure);
      }
      if (outcome.type === 'failed' && outcome.failure.kind === 'absent') {
        this.#version += 1;
      }
      plan = advance(plan, outcome, clock.random(), this.#timing);
    }
  }

  private async listPage(
    continueToken: string | null,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { transport, collection } = this.options;
    if (continueToken === null || this.#list === null) {
      this.#list = this.options.sink.startList();
    }
    try {
      const response = await transport.send({
        method: 'GET',
        path: this.path(),
        query: {
          limit: String(PAGE_SIZE),
          continue: continueToken ?? undefined,
          labelSelector: collection.labelSelector,
          fieldSelector: collection.fieldSelector,
        },
        signal,
        headersTimeoutMs: this.#timing.listTimeoutMs,
        idleTimeoutMs: this.#timing.listTimeoutMs,
      });
      const text = await this.read(response);
      if (response.status !== 200) {
        return {
          type: 'failed',
          failure: failureOfStatus(
            response.status,
            statusMessage(text),
            response.headers['retry-after'],
          ),
        };
      }
      const page = JSON.parse(text) as ListPage;
      for (const object of page.items ?? []) {
        this.#list.add(object);
      }
      const next = page.metadata?.continue;
      if (next) {
        return { type: 'page', continueToken: next };
      }
      const resourceVersion = page.metadata?.resourceVersion;
      if (!resourceVersion) {
        throw new TypeError('The list carries no resourceVersion');
      }
      this.#list.commit();
      this.#list = null;
      return { type: 'listed', resourceVersion };
    } catch (error) {
      return { type: 'failed', failure: failureOfError(error) };
    }
  }

  private async watch(from: string, signal: AbortSignal): Promise<Outcome> {
    const { transport, collection, clock, sink } = this.options;
    const openedAt = clock.now().getTime();
    let resourceVersion = from;
    try {
      const response = await transport.send({
        method: 'GET',
        path: this.path(),
        query: {
          watch: '1',
          allowWatchBookmarks: 'true',
          resourceVersion: from,
          timeoutSeconds: String(
            Math.round(WATCH_SECONDS * (0.8 + clock.random() * 0.4)),
          ),
          labelSelector: collection.labelSelector,
          fieldSelector: collection.fieldSelector,
        },
        signal,
        headersTimeoutMs: this.#timing.listTimeoutMs,
        idleTimeoutMs: this.#timing.watchIdleMs,
      });
      if (response.status !== 200) {
        const text = await this.read(response);
        return {
          type: 'failed',
          failure: failureOfStatus(
            response.status,
            statusMessage(text),
            response.headers['retry-after'],
          ),
        };
      }
      sink.live();
      for await (const value of decodeJsonLines(
        this.reading(response.body),
        MAX_EVENT_BYTES,
      )) {
        const { type, object } = value as WatchEvent;
        if (type === 'ERROR' || !object) {
          // The status came with HTTP 200; the watch itself is over.
          response.body.destroy();
          return {
            type: 'failed',
            failure: failureOfStatus(
              object?.code ?? 500,
              object?.message ?? '',
            ),
            resourceVersion,
          };
        }
        if (type === 'DELETED') {
          sink.remove(object);
        } else if (type === 'ADDED' || type === 'MODIFIED') {
          sink.upsert(object);
        }
        resourceVersion = object.metadata?.resourceVersion ?? resourceVersion;
      }
    } catch (error) {
      const failure = failureOfError(error);
      const livedMs = clock.now().getTime() - openedAt;
      if (failure.kind !== 'network' || livedMs < this.#timing.longLivedMs) {
        return { type: 'failed', failure, resourceVersion };
      }
      // A connection that broke after a good while may be a load balancer's
      // doing. Whether the cluster is gone shows when it is opened again.
    }
    return {
      type: 'closed',
      resourceVersion,
      livedMs: clock.now().getTime() - openedAt,
    };
  }

  private path(): string {
    const { group, versions, plural, namespace } = this.options.collection;
    const version = versions[this.#version % versions.length];
    return collectionPath({ group, version, plural, namespace });
  }

  private read(response: Awaited<ReturnType<ClusterTransport['send']>>) {
    return readBody(
      { ...response, body: this.reading(response.body) },
      MAX_PAGE_BYTES,
    );
  }

  /** Makes a break in the middle of a body look like one before it. */
  private reading(body: Awaited<ReturnType<ClusterTransport['send']>>['body']) {
    const { cluster } = this.options;
    async function* chunks() {
      try {
        yield* body;
      } catch (error) {
        throw unreachable(cluster, error);
      }
    }
    return Object.assign(chunks(), { destroy: () => body.destroy() });
  }
}
