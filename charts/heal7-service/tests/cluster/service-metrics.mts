import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the pods of a version do, for a scrape to see. */
export type Behaviour = {
  pod: string;
  perSecond: number;
  errorRatio: number;
  /** What every request takes. */
  seconds: number;
};

const BUCKETS = [0.1, 0.25, 0.5, 1, 2.5];

/** Counters of one pod: what was counted before stays, whatever comes. */
class Pod {
  #behaviour: Behaviour;
  #since = performance.now();
  readonly #counted = new Map<string, number>();

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
  }

  become(behaviour: Behaviour): void {
    this.#count();
    this.#behaviour = behaviour;
  }

  #count(): void {
    const { perSecond, errorRatio, seconds } = this.#behaviour;
    const now = performance.now();
    const requests = ((now - this.#since) / 1000) * perSecond;
    this.#since = now;
    const add = (key: string, more: number) =>
      this.#counted.set(key, (this.#counted.get(key) ?? 0) + more);
    add('http_requests_total code="200"', requests * (1 - errorRatio));
    add('http_requests_total code="500"', requests * errorRatio);
    for (const limit of [...BUCKETS, Infinity]) {
      const key = `http_request_duration_seconds_bucket le="${
        limit === Infinity ? '+Inf' : limit
      }"`;
      add(key, seconds <= limit ? requests : 0);
    }
  }

  render(namespace: string): string[] {
    this.#count();
    return [...this.#counted].map(([key, value]) => {
      const [name, label] = key.split(' ');
      return `${name}{namespace="${namespace}",pod="${
        this.#behaviour.pod
      }",${label}} ${value}`;
    });
  }
}

/** The metrics of a service whose pods do as the test says. */
export async function startServiceMetrics(namespace: string) {
  const pods = new Map<string, Pod>();
  const server = createServer((_request, response) => {
    const lines = [...pods.values()].flatMap(pod => pod.render(namespace));
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(`${lines.join('\n')}\n`);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** What Prometheus scrapes. */
    target: `127.0.0.1:${port}`,
    serve(behaviour: Behaviour): void {
      const pod = pods.get(behaviour.pod);
      if (pod) pod.become(behaviour);
      else pods.set(behaviour.pod, new Pod(behaviour));
    },
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
