import { InputError } from '@backstage/errors';
import type { Config } from '@backstage/config';
import type { MetricChart } from '@heal7/backstage-plugin-deployments-common';
import { DEFAULT_CHARTS } from './defaultCharts';
import { QueryTemplate } from './QueryTemplate';

/** One chart as configured. @internal */
export interface ChartDefinition {
  id: string;
  title: string;
  unit: MetricChart['unit'];
  query: QueryTemplate;
  limit: MetricChart['limit'];
  /** Analysis metrics that judge the same, and what they are multiplied by. */
  judgedBy: { metric: string; factor: number }[];
}

const UNITS: readonly MetricChart['unit'][] = [
  'percent',
  'milliseconds',
  'per-second',
  'count',
];
const BAD = ['above', 'below'] as const;

function oneOf<T extends string>(
  config: Config,
  key: string,
  values: readonly T[],
): T {
  const given = config.getString(key);
  const value = values.find(candidate => candidate === given);
  if (value === undefined) {
    throw new InputError(
      `'${given}' is no ${key}; there are ${values.join(', ')}`,
    );
  }
  return value;
}

function readChart(config: Config): ChartDefinition {
  const limit = config.getOptionalConfig('limit');
  return {
    id: config.getString('id'),
    title: config.getString('title'),
    unit: oneOf(config, 'unit', UNITS),
    query: QueryTemplate.parse(config.getString('query')),
    limit: limit
      ? { value: limit.getNumber('value'), bad: oneOf(limit, 'bad', BAD) }
      : null,
    judgedBy: (config.getOptionalConfigArray('judgedBy') ?? []).map(judge => ({
      metric: judge.getString('metric'),
      factor: judge.getOptionalNumber('factor') ?? 1,
    })),
  };
}

/**
 * Reads `deployments.metrics.charts`; Istio's unless configured.
 *
 * @throws InputError naming the chart that cannot be used.
 * @internal
 */
export function readCharts(root: Config): ChartDefinition[] {
  const configs = root.getOptionalConfigArray('deployments.metrics.charts');
  if (!configs) {
    return DEFAULT_CHARTS.map(({ query, ...chart }) => ({
      ...chart,
      query: QueryTemplate.parse(query),
    }));
  }
  const charts = configs.map((config, index) => {
    try {
      return readChart(config);
    } catch (error) {
      throw new InputError(
        `deployments.metrics.charts[${index}]: ${(error as Error).message}`,
      );
    }
  });
  const ids = charts.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new InputError(
      `deployments.metrics.charts: '${twice}' is there twice`,
    );
  }
  return charts;
}
