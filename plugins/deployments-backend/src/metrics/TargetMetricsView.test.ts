import type { Entity } from '@backstage/catalog-model';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type {
  DeploymentAnalysis,
  DeploymentRole,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  MetricsConnection,
  MetricsRangeRequest,
} from '@heal7/backstage-plugin-deployments-node';
import { stateOf } from '../__testUtils__/testStore';
import type { ChartDefinition } from './ChartDefinition';
import { QueryTemplate } from './QueryTemplate';
import { TargetMetricsView } from './TargetMetricsView';

const WEB: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web' },
};
const REF = { cluster: 'east', namespace: 'shop', name: 'web', engine: 'fake' };

const chart = (id: string): ChartDefinition => ({
  id,
  title: id,
  unit: 'percent',
  query: QueryTemplate.parse(`${id}{pod=~"{{name}}-{{hash}}-.+"}[{{window}}]`),
  limit: { value: 5, bad: 'above' },
  judgedBy: [{ metric: 'error-ratio', factor: 100 }],
});

const revision = (role: DeploymentRole, hash: string) => ({
  ...stateOf('east', 'web').revisions[0],
  role,
  hash,
});

describe('TargetMetricsView', () => {
  let now: Date;
  let asked: MetricsRangeRequest[];
  let answer: MetricsConnection['queryRange'];
  let state: DeploymentState;

  beforeEach(() => {
    now = new Date('2026-11-23T09:00:07Z');
    asked = [];
    answer = async () => [];
    state = {
      ...stateOf('east', 'web'),
      revisions: [
        revision('canary', 'r3'),
        revision('stable', 'r2'),
        revision('old', 'r1'),
      ],
    };
  });

  const create = (charts = [chart('errors')], clusters = ['east']) =>
    new TargetMetricsView({
      view: {
        target: async (_, ref) =>
          ref.name === 'web'
            ? { id: 'id', version: 'v', changedAt: '', state }
            : undefined,
      },
      connections: new Map(
        clusters.map(name => [
          name,
          {
            queryRange: async request => {
              asked.push(request);
              return answer(request);
            },
          },
        ]),
      ),
      charts,
      clock: { now: () => now },
      signal: new AbortController().signal,
    });

  it('asks for each revision that gets traffic, and for no other', async () => {
    const { charts } = await create().of(WEB, REF, {});
    expect(asked.map(({ query }) => query)).toEqual([
      'errors{pod=~"web-r3-.+"}[120s]',
      'errors{pod=~"web-r2-.+"}[120s]',
    ]);
    expect(charts[0].series.map(({ role, hash }) => [role, hash])).toEqual([
      ['canary', 'r3'],
      ['stable', 'r2'],
    ]);
  });

  it('has a point at each step, and none where there is no number', async () => {
    const to = new Date('2026-11-23T09:00:00Z');
    answer = async ({ from }) => [
      {
        labels: {},
        points: [
          [from.getTime() + 5_000, 1.5],
          [from.getTime() + 10_000, null],
        ],
      },
    ];
    const from = new Date(to.getTime() - 15_000);
    const { charts, stepSeconds } = await create().of(WEB, REF, { from, to });
    expect(stepSeconds).toBe(5);
    expect(
      charts[0].series[0].points.map(([time, value]) => [
        time - from.getTime(),
        value,
      ]),
    ).toEqual([
      [0, null],
      [5_000, 1.5],
      [10_000, null],
      [15_000, null],
    ]);
  });

  it('asks once, however many look within a step', async () => {
    const view = create();
    await Promise.all(Array.from({ length: 30 }, () => view.of(WEB, REF, {})));
    now = new Date('2026-11-23T09:00:29Z');
    await view.of(WEB, REF, {});
    expect(asked).toHaveLength(2);
    now = new Date('2026-11-23T09:00:30Z');
    await view.of(WEB, REF, {});
    expect(asked).toHaveLength(4);
  });

  it('takes the limit of the analysis, else the configured one', async () => {
    const limits = async () =>
      (await create().of(WEB, REF, {})).charts.map(({ limit }) => limit);
    expect(await limits()).toEqual([{ value: 5, bad: 'above' }]);
    state.analysis = [
      {
        metrics: [
          {
            name: 'error-ratio',
            successCondition: 'result[0] <= 0.01',
            failureCondition: '',
          },
        ],
      } as DeploymentAnalysis,
    ];
    expect(await limits()).toEqual([{ value: 1, bad: 'above' }]);
  });

  describe('of pods whose names say nothing of their revision', () => {
    const start = Date.UTC(2026, 10, 23, 8);
    const ask = (definition: ChartDefinition) =>
      create([definition]).of(WEB, REF, {
        from: new Date(start),
        to: new Date(start + 600_000),
      });

    beforeEach(() => {
      const [{ pods }] = stateOf('east', 'web').revisions;
      const pod = (name: string, minute: number) => ({
        ...pods[0],
        name,
        createdAt: new Date(start + minute * 60_000).toISOString(),
      });
      state.revisions = [
        { ...revision('canary', 'r3'), pods: [pod('web-1', 4)] },
        { ...revision('stable', 'r2'), pods: [pod('web-0', -600)] },
      ];
    });

    it('asks for them by name, from when each was made', async () => {
      answer = async ({ from, query }) => [
        {
          labels: {},
          points: [[from.getTime(), query.includes('web-1') ? 1 : 0]],
        },
      ];
      const { charts } = await ask({
        ...chart('errors'),
        query: QueryTemplate.parse('errors{pod=~"{{pods}}"}[{{window}}]'),
      });
      expect(asked.map(({ query, from }) => [query, from.getTime()])).toEqual([
        ['errors{pod=~"web-1"}[120s]', start + 6 * 60_000],
        ['errors{pod=~"web-0"}[120s]', start],
      ]);
      expect(charts[0].problem).toBe('');
      const [canary] = charts[0].series;
      expect(canary.points).toHaveLength(charts[0].series[1].points.length);
      expect(canary.points.find(([, value]) => value !== null)).toEqual([
        start + 6 * 60_000,
        1,
      ]);
    });

    it('says so where a chart asks for the hash and finds nothing', async () => {
      const { charts } = await ask(chart('errors'));
      expect(charts[0].problem).toContain('ask for {{pods}} instead');
    });
  });

  it('says why a chart is missing, and shows the others', async () => {
    answer = async ({ query }) => {
      if (query.startsWith('bad')) {
        throw new InputError('Prometheus refuses the query');
      }
      return query.startsWith('many')
        ? [
            { labels: { a: '1' }, points: [] },
            { labels: { a: '2' }, points: [] },
          ]
        : [];
    };
    const view = create([chart('bad'), chart('many'), chart('good')]);
    const { charts, unavailable } = await view.of(WEB, REF, {});
    expect(unavailable).toBeNull();
    expect(charts.map(({ id, problem }) => [id, problem])).toEqual([
      ['bad', 'Prometheus refuses the query'],
      ['many', expect.stringContaining('2 series')],
      ['good', ''],
    ]);
  });

  it('says when there is no metrics source, or none that answers', async () => {
    expect(await create([], []).of(WEB, REF, {})).toMatchObject({
      charts: [],
      unavailable: {
        code: 'not-configured',
        message: expect.stringContaining('deployments.clusters.east.metrics'),
      },
    });
    answer = async () => {
      throw new ServiceUnavailableError('Prometheus cannot be reached');
    };
    expect(await create().of(WEB, REF, {})).toMatchObject({
      charts: [],
      unavailable: {
        code: 'unreachable',
        message: 'Prometheus cannot be reached',
      },
    });
  });

  it('knows no targets but those of the entity', async () => {
    await expect(
      create().of(WEB, { ...REF, name: 'other' }, {}),
    ).rejects.toThrow('component:default/web has no rollout shop/other');
    expect(asked).toEqual([]);
  });
});
