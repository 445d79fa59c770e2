import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createVirtualClock } from '../clock/virtualClock.mts';
import { deploy } from '../scenario/deploy.mts';
import { startDemoCluster, type DemoCluster } from '../startDemoCluster.mts';
import { RESOURCES } from '../store/resourceType.mts';
import { ApiClient } from '../testing/apiClient.mts';
import { testService } from '../testing/simulatedCluster.mts';

const clock = createVirtualClock(Date.parse('2026-01-05T09:00:00Z'));
let cluster: DemoCluster;
let client: ApiClient;

const ROLLOUTS =
  '/apis/argoproj.io/v1alpha1/namespaces/heal7-production/rollouts';
const CONFIGS = '/api/v1/namespaces/ns/configmaps';

function createConfig(name: string, labels: Record<string, string> = {}) {
  return cluster.store.create(RESOURCES.configMaps, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'ns', labels },
  });
}

function relabel(name: string, labels: Record<string, string>) {
  const stored = cluster.store.get(RESOURCES.configMaps, 'ns', name);
  assert.ok(stored);
  cluster.store.replace(RESOURCES.configMaps, {
    ...stored,
    metadata: { ...stored.metadata, labels },
  });
}

before(async () => {
  cluster = await startDemoCluster({
    name: 'eks-test',
    port: 0,
    clock,
    bookmarkInterval: 5_000,
  });
  client = new ApiClient(cluster.url);
});

beforeEach(() => {
  for (const { metadata } of cluster.store.list(RESOURCES.configMaps)) {
    cluster.store.delete(RESOURCES.configMaps, 'ns', metadata.name);
  }
  cluster.faults.mode = 'none';
});

after(() => cluster.stop());

describe('a list', () => {
  it('comes in pages that all show the version of the first', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      createConfig(name);
    }
    const first = await client.get(`${CONFIGS}?limit=2`);
    assert.equal(first.body.kind, 'ConfigMapList');
    assert.equal(first.body.metadata.remainingItemCount, 3);
    cluster.store.delete(RESOURCES.configMaps, 'ns', 'c');
    createConfig('bb');
    const names: string[] = first.body.items.map((i: any) => i.metadata.name);
    let token: string | undefined = first.body.metadata.continue;
    while (token) {
      const { body } = await client.get(`${CONFIGS}?limit=2&continue=${token}`);
      assert.equal(
        body.metadata.resourceVersion,
        first.body.metadata.resourceVersion,
      );
      names.push(...body.items.map((i: any) => i.metadata.name));
      token = body.metadata.continue;
    }
    assert.deepEqual(names, ['a', 'b', 'c', 'd', 'e']);
  });

  it('whose version is compacted cannot be continued: 410', async () => {
    createConfig('a');
    createConfig('b');
    const { body } = await client.get(`${CONFIGS}?limit=1`);
    createConfig('c');
    await client.fault({ compact: true });
    const late = await client.get(
      `${CONFIGS}?limit=1&continue=${body.metadata.continue}`,
    );
    assert.equal(late.code, 410);
    assert.equal(late.body.kind, 'Status');
    assert.equal(late.body.reason, 'Expired');
  });

  it('is narrowed by namespace, labels and fields', async () => {
    createConfig('a', { app: 'web' });
    createConfig('b', { app: 'api' });
    const names = async (query: string) =>
      (await client.get(query)).body.items.map((i: any) => i.metadata.name);
    const encoded = encodeURIComponent('app in (web, db)');
    assert.deepEqual(await names(`${CONFIGS}?labelSelector=${encoded}`), ['a']);
    assert.deepEqual(
      await names(`${CONFIGS}?fieldSelector=metadata.name%3Db`),
      ['b'],
    );
    assert.deepEqual(
      await names('/api/v1/namespaces/other/configmaps?limit=5'),
      [],
    );
  });

  it('of a resource that is not served is a 404 Status', async () => {
    const { code, body } = await client.get('/apis/example.com/v1/widgets');
    assert.equal(code, 404);
    assert.equal(body.kind, 'Status');
    assert.equal(body.reason, 'NotFound');
  });

  it('refuses selectors, limits and tokens that cannot be read', async () => {
    for (const query of [
      'labelSelector=a%20b',
      'fieldSelector=data.x%3D1',
      'limit=-1',
      'continue=zzz',
      'resourceVersion=abc',
    ]) {
      assert.equal((await client.get(`${CONFIGS}?${query}`)).code, 400, query);
    }
  });

  it('of a version that has not happened yet is a 504', async () => {
    const future = cluster.store.version + 100;
    const { code, body } = await client.get(
      `${CONFIGS}?resourceVersion=${future}`,
    );
    assert.equal(code, 504);
    assert.equal(body.details.causes[0].reason, 'ResourceVersionTooLarge');
  });
});

describe('a watch', () => {
  it('goes on from the version of a list', async () => {
    createConfig('a');
    const { body } = await client.get(CONFIGS);
    createConfig('b');
    const watch = await client.watch(
      `${CONFIGS}?watch=1&resourceVersion=${body.metadata.resourceVersion}`,
    );
    const added = await watch.next();
    assert.equal(added?.type, 'ADDED');
    assert.equal(added?.object.metadata.name, 'b');
    relabel('a', { x: 'y' });
    assert.equal((await watch.next())?.type, 'MODIFIED');
    cluster.store.delete(RESOURCES.configMaps, 'ns', 'a');
    const deleted = await watch.next();
    assert.equal(deleted?.type, 'DELETED');
    assert.equal(
      deleted?.object.metadata.resourceVersion,
      String(cluster.store.version),
    );
    watch.close();
  });

  it('tells of objects that begin and cease to match', async () => {
    createConfig('a', { app: 'api' });
    const from = cluster.store.version;
    const watch = await client.watch(
      `${CONFIGS}?watch=true&resourceVersion=${from}&labelSelector=app%3Dweb`,
    );
    relabel('a', { app: 'web' });
    relabel('a', { app: 'web', more: 'x' });
    relabel('a', { app: 'api' });
    const types = [];
    for (let count = 0; count < 3; count += 1) {
      types.push((await watch.next())?.type);
    }
    assert.deepEqual(types, ['ADDED', 'MODIFIED', 'DELETED']);
    watch.close();
  });

  it('without a version begins with what exists', async () => {
    createConfig('a');
    const watch = await client.watch(`${CONFIGS}?watch=1`);
    assert.equal((await watch.next())?.object.metadata.name, 'a');
    watch.close();
  });

  it('gets bookmarks, and one more when its time is over', async () => {
    const from = cluster.store.version;
    const watch = await client.watch(
      `${CONFIGS}?watch=1&resourceVersion=${from}` +
        '&allowWatchBookmarks=true&timeoutSeconds=7',
    );
    createConfig('a');
    assert.equal((await watch.next())?.type, 'ADDED');
    clock.advance(5_000);
    const mark = await watch.next();
    assert.equal(mark?.type, 'BOOKMARK');
    assert.equal(mark?.object.kind, 'ConfigMap');
    assert.ok(Number(mark?.object.metadata.resourceVersion) > from);
    clock.advance(2_000);
    assert.equal((await watch.next())?.type, 'BOOKMARK');
    assert.equal(await watch.next(), null);
  });

  it('from a compacted version gets an ERROR with 410 and ends', async () => {
    const from = cluster.store.version;
    createConfig('a');
    await client.fault({ compact: true });
    const watch = await client.watch(
      `${CONFIGS}?watch=1&resourceVersion=${from}`,
    );
    const event = await watch.next();
    assert.equal(event?.type, 'ERROR');
    assert.equal(event?.object.code, 410);
    assert.equal(event?.object.reason, 'Expired');
    assert.equal(await watch.next(), null);
  });
});

describe('a patch', () => {
  before(() => {
    deploy(cluster.store, testService(), { version: '1.0.0' });
    clock.advance(20_000);
  });

  it('changes the rollout and counts its generation up', async () => {
    const { body } = await client.get(`${ROLLOUTS}/shop`);
    const answer = await client.patch(`${ROLLOUTS}/shop`, {
      spec: { paused: true },
      status: { phase: 'Nonsense' },
    });
    assert.equal(answer.code, 200);
    assert.equal(answer.body.spec.paused, true);
    assert.equal(answer.body.status.phase, body.status.phase);
    assert.equal(answer.body.metadata.generation, body.metadata.generation + 1);
    await client.patch(
      `${ROLLOUTS}/shop`,
      [{ op: 'remove', path: '/spec/paused' }],
      'application/json-patch+json',
    );
  });

  it('of the status subresource writes only the status', async () => {
    const { body } = await client.get(`${ROLLOUTS}/shop`);
    const answer = await client.patch(`${ROLLOUTS}/shop/status`, {
      spec: { paused: true },
      status: { promoteFull: true },
    });
    assert.equal(answer.body.spec.paused, undefined);
    assert.equal(answer.body.status.promoteFull, true);
    assert.equal(answer.body.metadata.generation, body.metadata.generation);
  });

  it('made from an older version is a 409', async () => {
    const { body } = await client.get(`${ROLLOUTS}/shop`);
    const { resourceVersion } = body.metadata;
    const patch = (value: string) =>
      client.patch(`${ROLLOUTS}/shop`, {
        metadata: { resourceVersion, annotations: { note: value } },
      });
    assert.equal((await patch('first')).code, 200);
    const late = await patch('second');
    assert.equal(late.code, 409);
    assert.equal(late.body.reason, 'Conflict');
    const now = await client.get(`${ROLLOUTS}/shop`);
    assert.equal(now.body.metadata.annotations.note, 'first');
  });

  it('that cannot be applied changes nothing', async () => {
    const before = cluster.store.version;
    const path = `${ROLLOUTS}/shop`;
    const json = 'application/json-patch+json';
    const merge = 'application/merge-patch+json';
    const cases: [number, unknown, string][] = [
      [422, [{ op: 'remove', path: '/spec/nothing' }], json],
      [422, { spec: { replicas: 'many' } }, merge],
      [422, { spec: { template: null } }, merge],
      [422, { metadata: { name: 'other' } }, merge],
      [422, { metadata: { labels: { a: 1 } } }, merge],
      [400, '{', merge],
      [400, [], merge],
      [415, {}, 'application/json'],
    ];
    for (const [code, patch, type] of cases) {
      const answer = await client.patch(path, patch, type);
      assert.equal(answer.code, code, JSON.stringify(patch));
      assert.equal(answer.body.kind, 'Status');
    }
    assert.equal((await client.patch(`${path}-x`, {})).code, 404);
    assert.equal(cluster.store.version, before);
  });
});

describe('a token', () => {
  it('is needed to read, and any will do', async () => {
    assert.equal((await new ApiClient(cluster.url, '').get(CONFIGS)).code, 401);
    const viewer = new ApiClient(cluster.url, 'whatever');
    assert.equal((await viewer.get(CONFIGS)).code, 200);
  });

  it('other than the acting one may not write', async () => {
    const viewer = new ApiClient(cluster.url, 'demo-viewer');
    const { code, body } = await viewer.patch(`${ROLLOUTS}/shop`, {});
    assert.equal(code, 403);
    assert.equal(body.reason, 'Forbidden');
  });
});

describe('discovery', () => {
  it('names version, groups and resources', async () => {
    const anonymous = new ApiClient(cluster.url, '');
    assert.match((await anonymous.get('/version')).body.gitVersion, /^v1\./);
    const groups = (await client.get('/apis')).body.groups;
    assert.ok(groups.some((group: any) => group.name === 'argoproj.io'));
    const { body } = await client.get('/apis/argoproj.io/v1alpha1');
    const names = body.resources.map((resource: any) => resource.name);
    assert.ok(names.includes('rollouts'));
    assert.ok(names.includes('rollouts/status'));
    assert.deepEqual((await client.get('/api')).body.versions, ['v1']);
  });
});

describe('pods', () => {
  it('have logs of JSON lines, and metrics', async () => {
    const pods = '/api/v1/namespaces/heal7-production/pods';
    const { body } = await client.get(pods);
    const { name } = body.items[0].metadata;
    const response = await fetch(
      `${cluster.url}${pods}/${name}/log?container=shop&tailLines=3`,
      { headers: { authorization: 'Bearer demo-viewer' } },
    );
    const lines = (await response.text()).trim().split('\n');
    assert.equal(lines.length, 3);
    assert.equal(JSON.parse(lines[0]).pod, name);
    const metrics = await client.get(
      '/apis/metrics.k8s.io/v1beta1/namespaces/heal7-production/pods',
    );
    assert.equal(metrics.body.items.length, body.items.length);
  });
});

describe('the fault switch', () => {
  it('refuses connections until it is told not to', async () => {
    await client.fault({ mode: 'refuse' });
    await assert.rejects(client.get(CONFIGS));
    await client.fault({ mode: 'none' });
    assert.equal((await client.get(CONFIGS)).code, 200);
  });

  it('leaves requests without an answer', async () => {
    await client.fault({ mode: 'hang' });
    const abort = new AbortController();
    const hanging = fetch(cluster.url + CONFIGS, { signal: abort.signal });
    const told = async () =>
      (await (await fetch(`${cluster.url}/demo/faults`)).json()) as {
        hanging: number;
      };
    while ((await told()).hanging === 0) {
      assert.equal(cluster.faults.mode, 'hang');
    }
    abort.abort();
    await assert.rejects(hanging);
  });

  it('ends the watches that are open', async () => {
    const from = cluster.store.version;
    const watch = await client.watch(
      `${CONFIGS}?watch=1&resourceVersion=${from}`,
    );
    await client.fault({ closeWatches: true });
    assert.equal(await watch.next(), null);
  });

  it('is out of reach for pages in a browser, and for unknown modes', async () => {
    const response = await fetch(`${cluster.url}/demo/faults`, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
      body: '{"mode":"refuse"}',
    });
    assert.equal(response.status, 403);
    assert.equal(await client.fault({ mode: 'dance' }), 400);
    assert.equal(cluster.faults.mode, 'none');
  });
});
