import type { ChartDefinition } from './ChartDefinition';

// Istio's workload labels name the rollout, which is the same for all of its
// revisions, so they cannot tell stable from canary: pods can. Scrapers put
// their names and the namespace on every series (`PodMonitor` of
// prometheus-operator does).
const PODS = 'namespace="{{namespace}}",pod=~"{{pods}}"';
// What the receiving sidecar counted: calls are then counted once.
const REQUESTS = `istio_requests_total{reporter="destination",${PODS}`;

/**
 * Shown unless `deployments.metrics.charts` says otherwise: what Istio's
 * sidecars measure of any service, without its help.
 *
 * @internal
 */
export const DEFAULT_CHARTS: (Omit<ChartDefinition, 'query'> & {
  query: string;
})[] = [
  {
    id: 'request-rate',
    title: 'Requests',
    unit: 'per-second',
    query: `sum(rate(${REQUESTS}}[{{window}}]))`,
    limit: null,
    judgedBy: [],
  },
  {
    id: 'error-rate',
    title: 'Server errors',
    unit: 'percent',
    query: `100 * (sum(rate(${REQUESTS},response_code=~"5.."}[{{window}}])) or vector(0)) / sum(rate(${REQUESTS}}[{{window}}]))`,
    limit: null,
    judgedBy: [
      { metric: 'error-ratio', factor: 100 },
      { metric: 'error-rate', factor: 100 },
    ],
  },
  {
    id: 'latency-p95',
    title: 'Latency, 95th percentile',
    unit: 'milliseconds',
    query: `histogram_quantile(0.95, sum by (le) (rate(istio_request_duration_milliseconds_bucket{reporter="destination",${PODS}}[{{window}}])))`,
    limit: null,
    judgedBy: [
      { metric: 'p95-seconds', factor: 1000 },
      { metric: 'p95-milliseconds', factor: 1 },
    ],
  },
];
