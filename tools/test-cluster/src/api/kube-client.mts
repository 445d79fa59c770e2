import { request as httpsRequest, Agent } from 'node:https';
import { ClusterError } from '../errors.mts';

/** A Kubernetes object as the API gives it, as far as this tool looks in. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    generation?: number;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: Array<{ kind: string; name: string; uid: string }>;
    managedFields?: unknown;
  };
  [field: string]: any;
}

/** An answer of the API server other than 2xx. */
export class KubeApiError extends ClusterError {
  override name = 'KubeApiError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What a client needs to reach a cluster. */
export interface KubeEndpoint {
  url: string;
  /** PEM text. */
  ca: string;
  token: string;
}

/** The content types of the three ways to patch. */
export const PATCH = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** A small client: one request, one JSON answer, no retries. */
export class KubeClient {
  readonly #endpoint: KubeEndpoint;
  readonly #agent: Agent;

  constructor(endpoint: KubeEndpoint) {
    this.#endpoint = endpoint;
    this.#agent = new Agent({ ca: endpoint.ca, keepAlive: true });
  }

  /** Closes idle connections, so that the process can end. */
  close(): void {
    this.#agent.destroy();
  }

  get<T = KubeObject>(path: string): Promise<T> {
    return this.#send('GET', path) as Promise<T>;
  }

  post(path: string, body: object): Promise<KubeObject> {
    return this.#send('POST', path, body, 'application/json');
  }

  /** A body that is text is sent as it is: the server reads YAML too. */
  patch(
    path: string,
    body: object | string,
    type: (typeof PATCH)[keyof typeof PATCH] = PATCH.merge,
  ): Promise<KubeObject> {
    return this.#send('PATCH', path, body, type);
  }

  delete(path: string): Promise<KubeObject> {
    return this.#send('DELETE', path);
  }

  /** An answer's body as it is, for what is no JSON (logs, health). */
  async text(path: string): Promise<string> {
    const { status, body } = await this.#exchange('GET', path);
    if (status >= 300) {
      throw new KubeApiError(status, `GET ${path}: ${status} ${body}`);
    }
    return body;
  }

  async #send(
    method: string,
    path: string,
    payload?: object | string,
    type?: string,
  ): Promise<KubeObject> {
    const { status, body } = await this.#exchange(method, path, payload, type);
    const answer = body ? parse(body) : {};
    if (status >= 300) {
      throw new KubeApiError(
        status,
        `${method} ${path}: ${status} ${answer.message ?? body.slice(0, 300)}`,
      );
    }
    return answer;
  }

  #exchange(
    method: string,
    path: string,
    payload?: object | string,
    type?: string,
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const outgoing = httpsRequest(
        new URL(path, this.#endpoint.url),
        {
          method,
          agent: this.#agent,
          timeout: 30_000,
          headers: {
            accept: 'application/json, */*',
            authorization: `Bearer ${this.#endpoint.token}`,
            ...(type ? { 'content-type': type } : {}),
          },
        },
        incoming => {
          let body = '';
          incoming.setEncoding('utf8');
          incoming.on('data', text => (body += text));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, body }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.on('timeout', () =>
        outgoing.destroy(new Error(`${method} ${path}: no answer in 30 s`)),
      );
      outgoing.end(
        typeof payload === 'object' ? JSON.stringify(payload) : payload,
      );
    });
  }
}

function parse(body: string): any {
  try {
    return JSON.parse(body);
  } catch {
    return { message: body };
  }
}
