import { ConfigReader } from '@backstage/config';
import type { MetricsSource } from '@heal7/backstage-plugin-deployments-node';
import type { ClusterConfig } from '../clusters/clusterConfig';
import { readCharts } from './ChartDefinition';
import { MetricsRegistry } from './MetricsRegistry';

const charts = (...configs: object[]) =>
  readCharts(
    new ConfigReader({
      deployments: { metrics: { charts: configs.map(one => ({ ...one })) } },
    }),
  );

const VALID = { id: 'a', title: 'A', unit: 'count', query: 'sum(a)' };

describe('the charts', () => {
  it("are Istio's unless configured", () => {
    expect(readCharts(new ConfigReader({})).map(({ id }) => id)).toEqual([
      'request-rate',
      'error-rate',
      'latency-p95',
    ]);
  });

  it('can be other ones', () => {
    const [one] = charts({
      ...VALID,
      limit: { value: 3, bad: 'below' },
      judgedBy: [{ metric: 'm' }, { metric: 'n', factor: 1000 }],
    });
    expect(one).toMatchObject({
      id: 'a',
      limit: { value: 3, bad: 'below' },
      judgedBy: [
        { metric: 'm', factor: 1 },
        { metric: 'n', factor: 1000 },
      ],
    });
  });

  it.each<[object[], string]>([
    [[{ ...VALID, unit: 'miles' }], "charts[0]: 'miles' is no unit"],
    [[VALID, { ...VALID, id: 'b', query: 'x{{name}}' }], 'charts[1]: {{name}}'],
    [[{ ...VALID, limit: { value: 1, bad: 'left' } }], "'left' is no bad"],
    [[VALID, VALID], "'a' is there twice"],
  ])('are refused: %j', (configs, message) => {
    expect(() => charts(...configs)).toThrow(message);
  });
});

describe('the metrics sources', () => {
  const source: MetricsSource = {
    id: 'fake',
    connect: jest.fn(() => ({ queryRange: async () => [] })),
  };
  const cluster = (id: string) => ({
    metrics: { source: id, config: new ConfigReader({ source: id }) },
  });

  it('are connected for each cluster that names one', () => {
    const registry = new MetricsRegistry([]);
    registry.addMetricsSource(source);
    const connections = registry.connect(
      new Map<string, Pick<ClusterConfig, 'metrics'>>([
        ['east', cluster('fake')],
        ['west', { metrics: null }],
      ]),
    );
    expect([...connections.keys()]).toEqual(['east']);
  });

  it('are there once each, and have to be there', () => {
    const registry = new MetricsRegistry([source]);
    expect(() => registry.addMetricsSource(source)).toThrow(
      "Two modules add a metrics source 'fake'",
    );
    expect(() => registry.connect(new Map([['east', cluster('x')]]))).toThrow(
      "deployments.clusters.east.metrics.source: there is no 'x'; there are fake",
    );
  });
});
