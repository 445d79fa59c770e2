/**
 * The story of a bad version, told by our HTTP API and held against the real
 * Argo Rollouts controller and a real Prometheus: the analysis fails, the
 * rollout aborts by itself, and the page can say why and show it.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  startCluster,
  startExporter,
  startPrometheus,
  waitFor,
} from '../../tools/test-cluster/index.mts';
import type {
  Cluster,
  Exporter,
  Prometheus,
} from '../../tools/test-cluster/index.mts';
import { startBackend } from '../support/backend.mts';
import type { Backend } from '../support/backend.mts';
import { adminClient, clustersConfig } from '../support/clusters.mts';
import { EntityDeployments } from '../support/deployments.mts';
import { Workload } from '../support/workload.mts';

const CLUSTER = 'e2e-analysis';
const NAME = 'heal7-saju-engine';
const BAD_RATIO = 0.2;

// Pods of the test cluster serve nobody, so that one exporter plays the whole
// service; by its job both of its revisions are found.
const REQUESTS = 'http_requests_total{job="{{name}}"';
const CHARTS = [
  {
    id: 'error-rate',
    title: 'Server errors',
    unit: 'percent',
    query: `100 * sum(rate(${REQUESTS},code=~"5.."}[5s])) / sum(rate(${REQUESTS}}[5s]))`,
    judgedBy: [{ metric: 'error-ratio', factor: 100 }],
  },
  {
    id: 'broken',
    title: 'A query that Prometheus refuses',
    unit: 'count',
    query: 'sum(',
  },
];

const ERROR_RATIO =
  'sum(rate(http_requests_total{code=~"5.."}[5s])) / sum(rate(http_requests_total[5s]))';

let cluster: Cluster;
let exporter: Exporter;
let prometheus: Prometheus;
let backend: Backend;
let dataDir: string;
let workload: Workload;
let entity: EntityDeployments;

const revisionOf = (state: any, role: string) =>
  state.revisions.find((revision: any) => revision.role === role);

const targetQuery = (state: any, extra: Record<string, string> = {}) =>
  new URLSearchParams({
    cluster: state.cluster,
    namespace: state.namespace,
    name: state.name,
    engine: state.engine,
    ...extra,
  });

/** The charts of the last two minutes. */
async function chartsOf(state: any): Promise<any> {
  const from = new Date(Date.now() - 120_000).toISOString();
  const query = targetQuery(state, { from });
  const { status, body } = await backend.get<any>(
    `${entity.path}/metrics?${query}`,
  );
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'portal-e2e-'));
  exporter = await startExporter();
  prometheus = await startPrometheus({ [NAME]: new URL(exporter.url).host });
  cluster = await startCluster({ name: CLUSTER });
  backend = await startBackend({
    dataDir,
    configs: ['e2e/support/app-config.yaml'],
    overrides: () => {
      const config: any = clustersConfig([cluster]);
      config.deployments.clusters[CLUSTER].metrics = {
        source: 'prometheus',
        url: prometheus.url,
      };
      config.deployments.metrics = { charts: CHARTS };
      config.deployments.environments = { test: { reasonRequired: true } };
      config.platform.freezing = [{ to: 'everyone' }];
      config.catalog = {
        locations: [
          {
            type: 'file',
            target: resolve(import.meta.dirname, 'catalog.yaml'),
          },
        ],
      };
      return config;
    },
  });
  entity = new EntityDeployments(backend, 'analysis');
  await waitFor('the catalog', async () => {
    const { status } = await entity.read();
    return status === 200 || undefined;
  });
  workload = new Workload(adminClient(cluster), 'heal7-analysis', NAME);
  await workload.apply('analysis', ({ kind, spec }) => {
    if (kind === 'Rollout') {
      spec.strategy.canary.steps[1].analysis.args[1].value = prometheus.url;
    }
  });
  await workload.until('healthy', r => r.status.phase === 'Healthy');
});

after(async () => {
  await backend?.stop();
  workload?.kube.close();
  await cluster?.stop();
  await prometheus?.stop();
  await exporter?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a bad version', () => {
  let aborted: any;

  it('is aborted by its analysis, and the state says so', async () => {
    exporter.setErrorRatio(BAD_RATIO);
    // In between, a measurement would be inconclusive, and a person decides.
    await waitFor('requests to fail', async () => {
      const ratio = await prometheus.query(ERROR_RATIO);
      return (ratio ?? 0) > BAD_RATIO / 2 || undefined;
    });
    await workload.deploy('heal7/saju-engine:5.3.0');
    const rollout = await workload.until(
      'aborted',
      r => r.status.phase === 'Degraded' && r.status.abort === true,
    );
    aborted = await entity.until(
      CLUSTER,
      'aborted',
      state => state.phase === 'degraded' && state.aborted,
    );
    assert.equal(aborted.message, rollout.status.message);
    assert.equal(aborted.weight.set, 0);
    const [run] = aborted.analysis;
    assert.equal(run.phase, 'Failed');
    assert.equal(run.revisionHash, revisionOf(aborted, 'canary').hash);
    const metric = run.metrics.find(({ name }: any) => name === 'error-ratio');
    assert.equal(metric.phase, 'Failed');
    const failed = metric.measurements.filter(
      ({ phase }: any) => phase === 'Failed',
    );
    assert.ok(failed.length > 0, 'a measurement failed');
    assert.ok(
      failed.every(({ value }: any) => parseFloat(value.slice(1)) > 0.05),
      'each was above the limit',
    );
  });

  it('is explained in one sentence that names metric and value', () => {
    assert.equal(aborted.explanation.code, 'metric-failed');
    assert.equal(aborted.explanation.severity, 'problem');
    assert.equal(aborted.explanation.values.metric, 'error-ratio');
    assert.match(aborted.explanation.message, /error-ratio/);
  });

  it('shows in the chart, above the limit of its analysis', async () => {
    const valuesOf = (series: any): number[] =>
      series.points
        .map(([, value]: [number, number | null]) => value)
        .filter((value: number | null) => value !== null);
    // A point is of the minute before it, and the bad version is seconds old.
    const { charts, unavailable } = await waitFor(
      'points above the limit',
      async () => {
        const answer = await chartsOf(aborted);
        const canary = answer.charts[0]?.series.find(
          ({ role }: any) => role === 'canary',
        );
        const isSeen = canary && valuesOf(canary).some(value => value > 5);
        return isSeen || answer.unavailable ? answer : undefined;
      },
    );
    assert.equal(unavailable, null);
    const [chart, broken] = charts;
    assert.deepEqual(chart.limit, { value: 5, bad: 'above' });
    assert.deepEqual(chart.series.map(({ role }: any) => role).sort(), [
      'canary',
      'stable',
    ]);
    const canary = chart.series.find(({ role }: any) => role === 'canary');
    assert.equal(canary.hash, revisionOf(aborted, 'canary').hash);
    const values = valuesOf(canary);
    assert.ok(
      values.every((value: number) => value <= 100 * BAD_RATIO + 1),
      `none is above what was exported: ${values}`,
    );
    assert.match(broken.problem, /Prometheus refuses the query/);
  });

  it('can be compared with what a rollback would bring, masked', async () => {
    const { hash } = revisionOf(aborted, 'stable');
    const query = targetQuery(aborted, { revisionHash: hash });
    const { status, body } = await backend.get<any>(
      `${entity.path}/rollback?${query}`,
    );
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(body.basis, aborted.basis);
    const changed = (kind: string) =>
      body.lines
        .filter((line: any) => line.kind === kind)
        .map(({ text }: any) => text.trim().replace(/^- /, ''));
    assert.deepEqual(changed('removed'), ['image: heal7/saju-engine:5.3.0']);
    assert.deepEqual(changed('added'), ['image: heal7/saju-engine:5.0.0']);
  });

  it('is not retried without a reason, nor in a freeze', async () => {
    const silent = await entity.act(aborted, 'retry');
    assert.equal(silent.status, 400, JSON.stringify(silent.body));
    const freeze = await backend.post<any>('/api/deployments/v1/freezes', {
      cluster: CLUSTER,
      until: new Date(Date.now() + 3_600_000).toISOString(),
      reason: 'the big sale',
    });
    assert.equal(freeze.status, 201, JSON.stringify(freeze.body));
    const { access } = await entity.view(CLUSTER);
    assert.deepEqual(access.allowed, ['abort']);
    assert.equal(access.denial, 'frozen');
    const refused = await entity.act(aborted, 'retry', { reason: 'again' });
    assert.equal(refused.status, 403, JSON.stringify(refused.body));
    assert.match(refused.body.error.message, /the big sale/);
    assert.equal((await workload.rollout()).status.abort, true);
  });

  it('keeps its story when Prometheus is gone', async () => {
    await prometheus.stop();
    const { charts, unavailable } = await waitFor('the answer', async () => {
      const answer = await chartsOf(aborted);
      return answer.unavailable ? answer : undefined;
    });
    assert.deepEqual(charts, []);
    assert.equal(unavailable.code, 'unreachable');
    assert.match(unavailable.message, /metrics\.url/);
    assert.equal((await entity.view(CLUSTER)).state.phase, 'degraded');
  });
});
