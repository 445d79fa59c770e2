import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';

/** What the tests read of an answer. */
export interface Answer {
  code: number;
  // Bodies are asserted on field by field: a wrong shape fails the test.
  body: Record<string, any>;
}

/** An event of a watch. */
export interface WatchEvent {
  type: string;
  object: Record<string, any>;
}

/** Talks to a demo cluster as a client with a token. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token = 'demo-acting') {
    this.#url = url;
    this.#token = token;
  }

  async get(path: string): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      headers: this.#token ? { authorization: `Bearer ${this.#token}` } : {},
    });
    return {
      code: response.status,
      body: (await response.json()) as Answer['body'],
    };
  }

  async patch(
    path: string,
    patch: unknown,
    type = 'application/merge-patch+json',
  ): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': type,
      },
      body: typeof patch === 'string' ? patch : JSON.stringify(patch),
    });
    return {
      code: response.status,
      body: (await response.json()) as Answer['body'],
    };
  }

  async fault(change: Record<string, unknown>): Promise<number> {
    const response = await fetch(`${this.#url}/demo/faults`, {
      method: 'POST',
      body: JSON.stringify(change),
    });
    return response.status;
  }

  /** Opens a watch; resolves once the server has begun to answer. */
  watch(path: string): Promise<Watch> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${this.#token}` };
      const request = get(this.#url + path, { headers }, response =>
        resolve(new Watch(response)),
      );
      request.on('error', reject);
    });
  }
}

/** The events of one watch, in order. */
export class Watch {
  readonly #response: IncomingMessage;
  readonly #lines: AsyncIterator<string>;

  constructor(response: IncomingMessage) {
    this.#response = response;
    this.#lines = createInterface({ input: response })[Symbol.asyncIterator]();
  }

  /** The next event; null once the watch has ended or was cut off. */
  async next(): Promise<WatchEvent | null> {
    try {
      const { value, done } = await this.#lines.next();
      return done ? null : JSON.parse(value);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') {
        return null;
      }
      throw error;
    }
  }

  close(): void {
    this.#response.destroy();
  }
}
