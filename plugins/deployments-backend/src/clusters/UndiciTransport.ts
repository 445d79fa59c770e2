import { Agent, request as undiciRequest } from 'undici';
import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import type { ClusterEndpoint } from './endpoint';
import { ClusterUnreachableError } from './ClusterTransport';
import type {
  ClusterRequest,
  ClusterResponse,
  ClusterTransport,
} from './ClusterTransport';

const CONNECT_TIMEOUT_MS = 10_000;
const SIGN_IN_TIMEOUT_MS = 15_000;
const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/**
 * Says what went wrong below HTTP, without the request's headers.
 *
 * @internal
 */
export function unreachable(cluster: string, error: unknown) {
  const { code, message } = error as { code?: string; message?: string };
  const timedOut = TIMEOUTS.has(code ?? '');
  return new ClusterUnreachableError(
    timedOut
      ? `The API server of cluster '${cluster}' does not answer (${code})`
      : `Cannot reach the API server of cluster '${cluster}': ${
          message || code || 'unknown error'
        }`,
    { timedOut, cause: error },
  );
}

/** Sign-in may ask a cloud's metadata service, which may never answer. */
async function inTime<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  const own = new AbortController();
  const timer = setTimeout(
    () => own.abort(new Error(`no credential after ${SIGN_IN_TIMEOUT_MS} ms`)),
    SIGN_IN_TIMEOUT_MS,
  );
  const either = AbortSignal.any(signal ? [signal, own.signal] : [own.signal]);
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        const stop = () => reject(either.reason);
        if (either.aborted) {
          stop();
        }
        either.addEventListener('abort', stop, { once: true });
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * HTTP/1.1 by undici, with a pool of its own for each cluster, so that a slow
 * one takes no connection from another.
 *
 * @internal
 */
export class UndiciTransport implements ClusterTransport {
  #agent: { agent: Agent; key: string } | undefined;

  constructor(
    private readonly options: {
      cluster: string;
      endpoint(): Promise<ClusterEndpoint>;
      credential(): Promise<KubernetesCredential>;
    },
  ) {}

  async send(request: ClusterRequest): Promise<ClusterResponse> {
    const { cluster } = this.options;
    let endpoint: ClusterEndpoint;
    let credential: KubernetesCredential;
    try {
      [endpoint, credential] = await inTime(
        Promise.all([this.options.endpoint(), this.options.credential()]),
        request.signal,
      );
    } catch (error) {
      throw new ClusterUnreachableError(
        `Cannot sign in to cluster '${cluster}': ${(error as Error).message}`,
        { timedOut: false, cause: error },
      );
    }
    const url = new URL(endpoint.url);
    url.pathname = `${url.pathname.replace(/\/$/, '')}${request.path}`;
    for (const [key, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(key, value);
      }
    }
    try {
      const response = await undiciRequest(url, {
        dispatcher: this.agentFor(endpoint, credential),
        method: request.method,
        headers: {
          accept: 'application/json',
          ...(request.body !== undefined && {
            'content-type': request.contentType ?? 'application/json',
          }),
          ...(credential.type === 'bearer token' && {
            authorization: `Bearer ${credential.token.trim()}`,
          }),
        },
        body:
          request.body === undefined ? undefined : JSON.stringify(request.body),
        signal: request.signal,
        headersTimeout: request.headersTimeoutMs,
        bodyTimeout: request.idleTimeoutMs,
      });
      return {
        status: response.statusCode,
        headers: response.headers,
        body: response.body,
      };
    } catch (error) {
      throw unreachable(cluster, error);
    }
  }

  async close(): Promise<void> {
    await this.#agent?.agent.destroy();
    this.#agent = undefined;
  }

  /** Client certificates belong to the connection, so they renew the pool. */
  private agentFor(
    endpoint: ClusterEndpoint,
    credential: KubernetesCredential,
  ) {
    const certificate =
      credential.type === 'x509 client certificate'
        ? { cert: credential.cert, key: credential.key }
        : {};
    const key = JSON.stringify([endpoint, certificate]);
    if (this.#agent?.key !== key) {
      const old = this.#agent?.agent;
      this.#agent = {
        key,
        agent: new Agent({
          connect: {
            timeout: CONNECT_TIMEOUT_MS,
            ca: endpoint.ca,
            rejectUnauthorized: endpoint.verify,
            ...certificate,
          },
        }),
      };
      // Requests under way end in their own time; a failure to close is theirs.
      old?.close().catch(() => undefined);
    }
    return this.#agent!.agent;
  }
}
