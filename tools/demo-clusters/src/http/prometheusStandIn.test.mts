import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createVirtualClock } from '../clock/virtualClock.mts';
import { deploy } from '../scenario/deploy.mts';
import { HASH_LABEL } from '../simulator/rollout/types.mts';
import { startDemoCluster, type DemoCluster } from '../startDemoCluster.mts';
import { RESOURCES } from '../store/resourceType.mts';
import { testService } from '../testing/simulatedCluster.mts';

const START = Date.parse('2026-01-05T09:00:00Z');
const clock = createVirtualClock(START);
let cluster: DemoCluster;
let hashes: string[];

/** As the portal renders its built-in charts. */
function queries(hash: string): Record<string, string> {
  const pods = `namespace="heal7-production",pod=~"shop-((primary|canary|blue|green)-)?${hash}-[^-]+"`;
  const all = `istio_requests_total{reporter="destination",${pods}`;
  return {
    rate: `sum(rate(${all}}[120s]))`,
    errors: `100 * (sum(rate(${all},response_code=~"5.."}[120s])) or vector(0)) / sum(rate(${all}}[120s]))`,
    latency: `histogram_quantile(0.95, sum by (le) (rate(istio_request_duration_milliseconds_bucket{reporter="destination",${pods}}[120s])))`,
  };
}

async function ask(form: Record<string, string>) {
  const response = await fetch(
    `${cluster.url}/demo/prometheus/api/v1/query_range`,
    { method: 'POST', body: new URLSearchParams(form) },
  );
  return { status: response.status, body: (await response.json()) as any };
}

async function valuesOf(query: string): Promise<[number, number][]> {
  const now = clock.now() / 1000;
  const { status, body } = await ask({
    query,
    start: String(START / 1000 - 600),
    end: String(now),
    step: '30',
  });
  assert.equal(status, 200, JSON.stringify(body));
  // The shape that the tests of the backend record of a real Prometheus.
  assert.equal(body.status, 'success');
  assert.equal(body.data.resultType, 'matrix');
  const [series] = body.data.result;
  return (series?.values ?? []).map(([time, value]: [number, string]) => {
    assert.equal(typeof value, 'string');
    return [time, Number(value)];
  });
}

before(async () => {
  const service = testService();
  cluster = await startDemoCluster({
    name: 'eks-test',
    port: 0,
    clock,
    scenario: stage => {
      deploy(stage.store, service, { version: '1.0.0' });
      return () => {};
    },
  });
  clock.advance(120_000);
  deploy(cluster.store, service, { version: '1.1.0', fault: 'errors' });
  clock.advance(60_000);
  hashes = cluster.store
    .list(RESOURCES.replicaSets)
    .sort((a, b) =>
      a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1,
    )
    .map(({ metadata }) => metadata.labels?.[HASH_LABEL] ?? '');
});

after(() => cluster.stop());

describe('the stand-in of Prometheus', () => {
  it('has a line for each revision, from when it was made', async () => {
    assert.equal(hashes.length, 2);
    const [old, young] = await Promise.all(
      hashes.map(hash => valuesOf(queries(hash).rate)),
    );
    assert.ok(old.length > young.length && young.length > 0);
    assert.ok(old[0][0] >= START / 1000);
    assert.ok(young[0][0] >= START / 1000 + 120);
  });

  it('shows a bad version as bad, above the limit of its analysis', async () => {
    const errors = await Promise.all(
      hashes.map(hash => valuesOf(queries(hash).errors)),
    );
    assert.ok(errors[0].every(([, percent]) => percent < 1));
    assert.ok(errors[1].every(([, percent]) => percent > 1));
    const [good, bad] = await Promise.all(
      hashes.map(hash => valuesOf(queries(hash).latency)),
    );
    assert.ok(Math.max(...good.map(([, ms]) => ms)) < bad[0][1]);
  });

  it('says the same whenever it is asked', async () => {
    const { rate } = queries(hashes[0]);
    assert.deepEqual(await valuesOf(rate), await valuesOf(rate));
  });

  it('knows nothing of other revisions, and refuses other queries', async () => {
    assert.deepEqual(await valuesOf(queries('other').rate), []);
    const range = { start: '1', end: '2', step: '1' };
    for (const form of [
      { query: 'up', ...range },
      { query: queries('x').rate, start: '1', end: '2', step: 'x' },
      { query: queries('x').rate, start: '1', end: '99999999', step: '1' },
      { query: 'sum(rate(istio_requests_total{}))', ...range },
    ]) {
      const { status, body } = await ask(form);
      assert.equal(status, 400);
      assert.equal(body.status, 'error');
      assert.equal(body.errorType, 'bad_data');
    }
  });
});
