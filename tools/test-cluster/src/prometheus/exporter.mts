import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service's metrics, made up: a test says how well the service does. */
export interface Exporter {
  /** Where the metrics are, such as `http://127.0.0.1:1234`. */
  url: string;
  /** From now on, this share of the requests fails (0 to 1). */
  setErrorRatio(ratio: number): void;
  /** From now on, a request takes this long on average, in seconds. */
  setLatency(seconds: number): void;
  stop(): Promise<void>;
}

const REQUESTS_PER_SECOND = 100;

/** Counters that grow with time, at the ratio and latency set last. */
class Counters {
  // Each only ever grows: a difference of two could shrink by rounding, and
  // Prometheus takes a counter that shrinks for a restart.
  #total = 0;
  #good = 0;
  #failed = 0;
  #seconds = 0;
  #errorRatio = 0;
  #latency = 0.05;
  #since = performance.now();

  set(values: { errorRatio?: number; latency?: number }): void {
    this.#grow();
    this.#errorRatio = values.errorRatio ?? this.#errorRatio;
    this.#latency = values.latency ?? this.#latency;
  }

  #grow(): void {
    const now = performance.now();
    const requests = ((now - this.#since) / 1000) * REQUESTS_PER_SECOND;
    this.#since = now;
    this.#total += requests;
    this.#good += requests * (1 - this.#errorRatio);
    this.#failed += requests * this.#errorRatio;
    this.#seconds += requests * this.#latency;
  }

  render(): string {
    this.#grow();
    return [
      '# TYPE http_requests_total counter',
      `http_requests_total{code="200"} ${this.#good}`,
      `http_requests_total{code="500"} ${this.#failed}`,
      '# TYPE http_request_duration_seconds summary',
      `http_request_duration_seconds_sum ${this.#seconds}`,
      `http_request_duration_seconds_count ${this.#total}`,
      '',
    ].join('\n');
  }
}

/** A finite number of at least 0 and at most `max`, or a clear refusal. */
function parseNumber(name: string, text: string | null, max: number): number {
  const value = Number(text);
  if (text === null || !(value >= 0 && value <= max)) {
    throw new RangeError(`${name}: a number from 0 to ${max}, not '${text}'`);
  }
  return value;
}

function change(counters: Counters, query: URLSearchParams): void {
  if (query.has('error-ratio')) {
    const text = query.get('error-ratio');
    counters.set({ errorRatio: parseNumber('error-ratio', text, 1) });
  }
  if (query.has('latency')) {
    const text = query.get('latency');
    counters.set({ latency: parseNumber('latency', text, 3600) });
  }
}

/** `GET /metrics`; `POST /?error-ratio=0.2&latency=0.1` changes the numbers. */
function answer(counters: Counters, request: IncomingMessage): string {
  if (request.method === 'POST') {
    change(counters, new URL(request.url ?? '/', 'http://x').searchParams);
    return 'ok\n';
  }
  return counters.render();
}

/** Starts an exporter on a free loopback port. */
export async function startExporter(): Promise<Exporter> {
  const counters = new Counters();
  const server = createServer((request, response) => {
    try {
      const body = answer(counters, request);
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
      response.end(body);
    } catch (error) {
      response.writeHead(400).end(`${String(error)}\n`);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    setErrorRatio: ratio =>
      counters.set({ errorRatio: parseNumber('ratio', String(ratio), 1) }),
    setLatency: seconds =>
      counters.set({ latency: parseNumber('seconds', String(seconds), 3600) }),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
