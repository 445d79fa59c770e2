import type { Config } from '@backstage/config';

/**
 * Where time series come from. One of each id, whatever the number of
 * clusters; `connect` is called once a cluster.
 *
 * @public
 */
export interface MetricsSource {
  /** E.g. `prometheus`. */
  id: string;
  /**
   * @param config - `deployments.clusters.<name>.metrics` of one cluster.
   * @throws InputError naming the key when the configuration is not usable.
   */
  connect(config: Config): MetricsConnection;
}

/**
 * Answers queries about one cluster. Queries are made by the backend from its
 * own templates, with every label value escaped: never from what people or
 * clusters wrote.
 *
 * @public
 */
export interface MetricsConnection {
  /**
   * @throws ServiceUnavailableError when it cannot be reached, with what to
   * check; InputError when it refuses the query.
   */
  queryRange(request: MetricsRangeRequest): Promise<MetricsSeries[]>;
}

/** @public */
export interface MetricsRangeRequest {
  query: string;
  from: Date;
  to: Date;
  stepSeconds: number;
  signal: AbortSignal;
}

/** @public */
export interface MetricsSeries {
  labels: Record<string, string>;
  /** Epoch milliseconds, and the value; null for no number (NaN, infinite). */
  points: [number, number | null][];
}
