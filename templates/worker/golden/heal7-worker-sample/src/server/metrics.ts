import {
  collectDefaultMetrics,
  Counter,
  Histogram,
  Registry,
} from 'prom-client';

export type Metrics = {
  /** Where a service registers measures of its own. */
  registry: Registry;
  contentType: string;
  /** The Prometheus text of everything measured so far. */
  text(): Promise<string>;
  observe(request: { method: string; code: number; seconds: number }): void;
};

/**
 * Labels are method and code only: a path label would grow with every address
 * that a crawler invents.
 */
export function createMetrics(options: { runtime: boolean }): Metrics {
  const registry = new Registry();
  if (options.runtime) collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'code'] as const;
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, without probes and scrapes.',
    labelNames,
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte in to the last byte out.',
    labelNames,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    registry,
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observe: ({ method, code, seconds }) => {
      const labels = { method, code: String(code) };
      requests.inc(labels);
      duration.observe(labels, seconds);
    },
  };
}
