/**
 * One request to an API server.
 *
 * @internal
 */
export interface ClusterRequest {
  method: 'GET' | 'PATCH' | 'POST';
  path: string;
  query?: Record<string, string | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal;
  /** Milliseconds until the status line and headers must be there. */
  headersTimeoutMs: number;
  /** Longest silence in the body, in milliseconds. */
  idleTimeoutMs: number;
}

/** @internal */
export interface ClusterResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  /** Has to be read to its end or destroyed, or the connection stays busy. */
  body: AsyncIterable<Uint8Array> & { destroy(): unknown };
}

/**
 * HTTP to one cluster with one kind of credential. Asks for the credential
 * anew for each request, because cloud tokens live for minutes.
 *
 * @internal
 */
export interface ClusterTransport {
  /** @throws ClusterUnreachableError when no HTTP answer was to be had. */
  send(request: ClusterRequest): Promise<ClusterResponse>;
  /** Breaks off all that is under way; the next request connects anew. */
  close(): Promise<void>;
}

/**
 * No answer from the API server. `timedOut` tells silence from refusal.
 *
 * @internal
 */
export class ClusterUnreachableError extends Error {
  readonly timedOut: boolean;

  constructor(
    message: string,
    options: { timedOut: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'ClusterUnreachableError';
    this.timedOut = options.timedOut;
  }
}
