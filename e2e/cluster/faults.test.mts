/**
 * A real API server with the real controller behind something that fails in
 * every way that API servers and what is before them do. Nothing crashes,
 * nothing is lost, each fault is told as what it is, and recovery is by itself.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startCluster, waitFor } from '../../tools/test-cluster/index.mts';
import type {
  Cluster,
  KubeClient,
  KubeObject,
} from '../../tools/test-cluster/index.mts';
import { startBackend } from '../support/backend.mts';
import type { Backend } from '../support/backend.mts';
import { adminClient, clustersConfig } from '../support/clusters.mts';
import { EntityDeployments } from '../support/deployments.mts';
import { startExpiredServer } from '../support/expiredServer.mts';
import type { ExpiredServer } from '../support/expiredServer.mts';
import { startFaultyApi } from '../support/faultyApi.mts';
import type { FaultyApi, SeenRequest } from '../support/faultyApi.mts';
import { Workload } from '../support/workload.mts';

const NAME = 'e2e-faulty';
const EXPIRED = 'e2e-expired';
const NAMESPACE = 'heal7-canary';
const ROLLOUTS = '/apis/argoproj.io/v1alpha1/rollouts';

let cluster: Cluster;
let kube: KubeClient;
let api: FaultyApi;
let expired: ExpiredServer;
let backend: Backend;
let dataDir: string;
let workload: Workload;
let entity: EntityDeployments;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'portal-faults-'));
  cluster = await startCluster({ name: NAME });
  kube = adminClient(cluster);
  api = await startFaultyApi(cluster);
  expired = await startExpiredServer(join(dataDir, 'expired'));
  backend = await startBackend({
    dataDir,
    configs: ['e2e/support/app-config.yaml'],
    overrides: () => {
      const config: any = clustersConfig([
        { ...cluster, url: api.url, caData: '' },
        { ...cluster, ...expired, name: EXPIRED },
      ]);
      delete config.kubernetes.clusterLocatorMethods[0].clusters[0].caData;
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
  workload = new Workload(kube, NAMESPACE, 'heal7-web-main');
  entity = new EntityDeployments(backend, 'canary');
  await workload.apply('canary');
  await waitFor('the rollout is shown', async () => {
    const { status, body } = await entity.read();
    return (
      (status === 200 &&
        body.items.some(({ state }: any) => state.phase === 'healthy')) ||
      undefined
    );
  });
});

after(async () => {
  await backend?.stop();
  await api?.stop();
  await expired?.stop();
  kube?.close();
  await cluster?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const status = async (name = NAME) => {
  const { body } = await backend.get<any>('/api/deployments/v1/clusters');
  return body.items.find((one: any) => one.name === name);
};

async function statusUntil(what: string, wanted: (cluster: any) => boolean) {
  let last: any;
  try {
    return await waitFor(
      what,
      async () => {
        last = await status();
        return wanted(last) ? last : undefined;
      },
      { timeout: 75_000 },
    );
  } catch (error) {
    throw new Error(`${error}; last seen: ${JSON.stringify(last)}`);
  }
}

const watched = () =>
  statusUntil(
    'watched and whole again',
    ({ condition, problems }) =>
      condition === 'watching' && problems.length === 0,
  );

let version = 0;

/** Deploys a new version and waits until the portal shows its canary. */
async function somethingHappens(): Promise<any> {
  version += 1;
  const image = `heal7/web-main:2.${version}.0`;
  await workload.deploy(image);
  return entity.until(NAME, `${image} is shown`, ({ revisions }) =>
    revisions.some(({ images }: any) => images.includes(image)),
  );
}

const isList = ({ method, watch, path }: SeenRequest) =>
  method === 'GET' && !watch && path.startsWith('/api') && path !== '/version';

describe('a cluster', () => {
  it('is not asked for anything when somebody looks', async () => {
    await watched();
    const before = api.requests.length;
    for (let view = 0; view < 20; view++) {
      assert.equal((await entity.read()).status, 200);
    }
    assert.deepEqual(
      api.requests.slice(before).filter(({ watch, path, status: answered }) => {
        // What is not installed is asked after now and then, and so is a
        // sign of life.
        return !watch && path !== '/version' && answered !== 404;
      }),
      [],
    );
  });

  it('is not listed anew when its watches end each second', async () => {
    api.faults = [{ matches: ({ watch }) => watch, watchMs: 1_000 }];
    api.breakWatches();
    const before = api.requests.length;
    await somethingHappens();
    await waitFor('a few watches in a row', async () => {
      const again = api.requests
        .slice(before)
        .filter(({ watch, path }) => watch && path === ROLLOUTS);
      return again.length >= 4 || undefined;
    });
    const relisted = api.requests
      .slice(before)
      .filter(seen => isList(seen) && seen.status === 200);
    assert.deepEqual(relisted, []);
    assert.equal((await status()).condition, 'watching');
    api.faults = [];
  });

  it('answers 401: the credential is named as the cause, the last state stays', async () => {
    const known = (await entity.view(NAME)).state;
    api.faults = [{ matches: () => true, status: 401 }];
    api.breakWatches();
    await statusUntil(
      'unreachable because of the credential',
      ({ condition, message }) =>
        condition === 'unreachable' &&
        /refuses the viewing credential/.test(message),
    );
    assert.deepEqual((await entity.view(NAME)).state, known);
    api.faults = [];
    await watched();
    await somethingHappens();
  });

  it('answers 403 for one kind: everything else goes on', async () => {
    api.faults = [
      { matches: ({ path }) => path.endsWith('/pods'), status: 403 },
    ];
    api.breakWatches();
    await statusUntil(
      'pods cannot be read, and the rest can',
      ({ condition, problems }) =>
        condition === 'watching' &&
        problems.some(
          ({ kind, message }: any) =>
            kind === 'pods' && /may not read it/.test(message),
        ),
    );
    await somethingHappens();
    api.faults = [];
    await watched();
  });

  for (const [code, headers, told] of [
    [429, { 'retry-after': '1' }, /fewer requests/],
    [500, {}, /a fault of the test \(500\)/],
  ] as const) {
    it(`answers ${code} for rollouts: it is told, and over when it is over`, async () => {
      api.faults = [
        {
          matches: ({ path }) => path === ROLLOUTS,
          status: code,
          headers: { ...headers },
        },
      ];
      api.breakWatches();
      const now = await statusUntil(`${code} is told`, ({ problems }) =>
        problems.some(({ kind }: any) => kind === 'rollouts.argoproj.io'),
      );
      assert.match(
        now.problems.find(({ kind }: any) => kind === 'rollouts.argoproj.io')
          .message,
        told,
      );
      assert.equal((await entity.view(NAME)).state.name, 'heal7-web-main');
      api.faults = [];
      await watched();
      await somethingHappens();
    });
  }

  it('is slow: nobody who looks has to wait for it', async () => {
    api.faults = [{ matches: () => true, delayMs: 3_000 }];
    api.breakWatches();
    const held = new Promise(resolveHeld => setTimeout(resolveHeld, 3_000));
    const looked = (async () => {
      for (let view = 0; view < 10; view++) {
        assert.equal((await entity.read()).status, 200);
      }
      return 'looked';
    })();
    assert.equal(
      await Promise.race([looked, held.then(() => 'held up')]),
      'looked',
    );
    api.faults = [];
    await watched();
  });

  it('forgot the version that was seen: it is listed anew, once', async () => {
    api.faults = [{ matches: () => true, broken: true }];
    api.breakWatches();
    await statusUntil(
      'unreachable',
      ({ condition }) => condition === 'unreachable',
    );
    await workload.deploy('heal7/web-main:3.0.0');
    // Its memory of what happened begins anew with the process.
    await cluster.restart('kube-apiserver');
    const before = api.requests.length;
    api.faults = [];
    await entity.until(NAME, 'what happened meanwhile', ({ revisions }) =>
      revisions.some(({ images }: any) =>
        images.includes('heal7/web-main:3.0.0'),
      ),
    );
    await watched();
    const lists = api.requests
      .slice(before)
      .filter(seen => isList(seen) && seen.path === ROLLOUTS);
    assert.ok(lists.length <= 2, `${lists.length} lists of rollouts`);
  });

  it('has a clock that is ten minutes ahead: it is told', async () => {
    api.clockAheadMs = 600_000;
    const now = await statusUntil('the clock is told', ({ problems }) =>
      problems.some(({ kind }: any) => kind === 'clock'),
    );
    assert.equal(now.condition, 'watching');
    assert.match(
      now.problems.find(({ kind }: any) => kind === 'clock').message,
      /10 min ahead/,
    );
    api.clockAheadMs = 0;
    await watched();
  });

  it('has a certificate that is out of date: it is told', async () => {
    const now = await status(EXPIRED);
    assert.equal(now.condition, 'unreachable');
    assert.match(now.message, /certificate has expired/i);
  });
});

describe('what is in a cluster', () => {
  it('may be a rollout of a megabyte', async () => {
    const large = 'x'.repeat(900_000);
    const { spec } = await workload.rollout();
    const [container] = spec.template.spec.containers;
    await kube.patch(workload.path, {
      spec: {
        template: {
          spec: {
            containers: [
              {
                ...container,
                image: 'heal7/web-main:4.0.0',
                env: [{ name: 'LARGE', value: large }],
              },
            ],
          },
        },
      },
    });
    await entity.until(NAME, 'the large one is shown', ({ revisions }) =>
      revisions.some(({ images }: any) =>
        images.includes('heal7/web-main:4.0.0'),
      ),
    );
    const { body } = await entity.read();
    const size = JSON.stringify(body).length;
    assert.ok(size < 200_000, `an answer of ${size} characters`);
    await kube.patch(workload.path, {
      spec: { template: { spec: { containers: [{ ...container, env: [] }] } } },
    });
    await watched();
  });

  it('may be ten thousand events at once', async () => {
    const { metadata } = await workload.rollout();
    const events: KubeObject[] = Array.from({ length: 10_000 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `storm.${index}`,
        namespace: NAMESPACE,
        uid: `storm-${index}`,
      },
      involvedObject: {
        kind: 'Rollout',
        name: metadata.name,
        uid: metadata.uid,
      },
      type: 'Normal',
      reason: 'Storm',
      message: `number ${index}`,
      lastTimestamp: new Date(Date.now() + index).toISOString(),
    }));
    const watching = api.inject('/api/v1/events', events);
    assert.ok(watching > 0, 'somebody watches events');
    const state = await entity.until(
      NAME,
      'the last of them',
      ({ events: shown }) => shown[0]?.message === 'number 9999',
    );
    assert.ok(state.events.length <= 50);
    assert.equal((await status()).condition, 'watching');
    await somethingHappens();
  });

  it('is as it is after the backend was killed in the middle of it', async () => {
    const changes = (async () => {
      for (let change = 0; change < 30; change++) {
        await kube.patch(workload.path, {
          metadata: { labels: { 'e2e/change': String(change) } },
        });
      }
    })();
    await backend.restart();
    await changes;
    await entity.until(
      NAME,
      'the last change',
      ({ labels }) => labels['e2e/change'] === '29',
    );
    const { status: live } = await workload.rollout();
    const state = await entity.until(
      NAME,
      'the revision that the controller has',
      ({ basis }) => basis.revisionHash === live.currentPodHash,
    );
    assert.equal(state.aborted, Boolean(live.abort));
  });

  it('may lose the definition of rollouts, and get it back', async () => {
    const path =
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/rollouts.argoproj.io';
    const definition = await kube.get<any>(path);
    await kube.delete(path);
    await waitFor('no rollout is shown any more', async () => {
      const { body } = await entity.read();
      return body.items.length === 0 || undefined;
    });
    await waitFor('the definition is gone', async () => {
      const left = await kube.get(path).catch(({ status: code }) => code);
      return left === 404 || undefined;
    });
    const { name, annotations, labels } = definition.metadata;
    await kube.post('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      apiVersion: definition.apiVersion,
      kind: definition.kind,
      metadata: { name, annotations, labels },
      spec: definition.spec,
    });
    await waitFor('the definition is served', async () => {
      await kube.get(ROLLOUTS);
      return true;
    });
    // What the server says that it serves lags behind what it serves.
    await waitFor('the rollout is there again', async () => {
      await workload.apply('canary');
      return true;
    });
    await waitFor(
      'the rollout is shown again',
      async () => {
        const { body } = await entity.read();
        return body.items.length === 1 || undefined;
      },
      { timeout: 120_000 },
    );
  });
});
