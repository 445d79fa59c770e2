/**
 * The deployments backend against a real API server with the real Flagger, its
 * real load tester and a real Prometheus: what our HTTP API shows is held
 * against what Flagger does, and what we do is done by Flagger.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  FlaggerWorkload,
  installCrds,
  startCluster,
  startExporter,
  startFlagger,
  startLoadTester,
  startPrometheus,
  waitFor,
} from '../../tools/test-cluster/index.mts';
import type { Cluster, KubeClient } from '../../tools/test-cluster/index.mts';
import { startBackend } from '../support/backend.mts';
import type { Backend } from '../support/backend.mts';
import { adminClient, clustersConfig } from '../support/clusters.mts';
import { EntityDeployments } from '../support/deployments.mts';

const CLUSTER = 'e2e-flagger';

/** What is to be ended, the last started first. */
const started: { stop(): unknown }[] = [];
const ending = <T extends { stop(): unknown }>(one: T): T => {
  started.unshift(one);
  return one;
};

let cluster: Cluster;
let kube: KubeClient;
let backend: Backend;
let dataDir: string;
let approved: FlaggerWorkload;
let failing: FlaggerWorkload;

const roleOf = (state: any, role: string) =>
  state.revisions.find((revision: any) => revision.role === role);
const imageOf = (state: any, role: string) => roleOf(state, role)?.images[0];
const offerOf = (state: any, action: string) =>
  state.actions.find((offer: any) => offer.action === action);

async function startServices(): Promise<void> {
  const good = ending(await startExporter());
  const bad = ending(await startExporter());
  bad.setErrorRatio(0.032);
  const prometheus = ending(
    await startPrometheus({
      'heal7-web-main': new URL(good.url).host,
      'heal7-saju-engine': new URL(bad.url).host,
    }),
  );
  const tester = ending(await startLoadTester(kube, 'test'));
  ending(
    await startFlagger({
      kubeconfig: cluster.kubeconfigPath,
      prometheus: prometheus.url,
      services: tester.services,
    }),
  );
  const hook = (type: string, path: string) => ({
    name: `${type}${path.replaceAll('/', '-')}`,
    type,
    url: `${tester.url}${path}`,
  });
  const service = {
    image: 'heal7/app:1.0.0',
    prometheus: prometheus.url,
    entity: '',
  };
  approved = new FlaggerWorkload(kube, {
    ...service,
    namespace: 'heal7-approved',
    name: 'heal7-web-main',
    entity: 'component:default/approved',
    analysis: {
      stepWeights: [50],
      webhooks: [
        hook('confirm-promotion', '/gate/check'),
        hook('rollback', '/rollback/check'),
        // Flagger itself closes what was opened for one run.
        hook('post-rollout', '/gate/close'),
        hook('post-rollout', '/rollback/close'),
      ],
    },
  });
  failing = new FlaggerWorkload(kube, {
    ...service,
    namespace: 'heal7-failing',
    name: 'heal7-saju-engine',
    entity: 'component:default/failing',
    analysis: { stepWeights: [50], threshold: 1 },
  });
}

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'portal-flagger-'));
  cluster = ending(await startCluster({ name: CLUSTER }));
  kube = adminClient(cluster);
  await installCrds(kube, ['istio-crds', 'flagger']);
  await startServices();
  await Promise.all([approved.apply(), failing.apply()]);
  backend = ending(
    await startBackend({
      dataDir,
      configs: ['e2e/support/app-config.yaml'],
      overrides: () => ({
        ...clustersConfig([cluster]),
        catalog: {
          locations: [
            {
              type: 'file',
              target: resolve(import.meta.dirname, 'flagger-catalog.yaml'),
            },
          ],
        },
      }),
    }),
  );
  await waitFor('the catalog', async () => {
    const { status } = await backend.get(
      '/api/catalog/entities/by-name/component/default/failing',
    );
    return status === 200 || undefined;
  });
  for (const workload of [approved, failing]) {
    await workload.until('initialized', ({ phase }) => phase === 'Initialized');
  }
  await Promise.all([
    approved.deploy('heal7/app:1.1.0'),
    failing.deploy('heal7/app:1.1.0'),
  ]);
});

after(async () => {
  for (const one of started) {
    await one.stop();
  }
  kube?.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a canary that needs an approval', () => {
  let entity: EntityDeployments;
  before(() => {
    entity = new EntityDeployments(backend, 'approved');
  });

  it('shows the share that the route really sends', async () => {
    const state = await entity.until(
      CLUSTER,
      'half of the requests',
      ({ weight }) => weight.actual === 50,
    );
    assert.deepEqual(await approved.weights(), { primary: 50, canary: 50 });
    assert.equal(state.engine, 'flagger');
    assert.equal(state.strategy, 'canary');
    assert.equal(state.weight.set, 50);
    assert.equal(state.traffic.difference, null);
    assert.deepEqual(
      state.traffic.shares
        .map((share: any) => `${share.destination} ${share.hash}`)
        .sort(),
      [
        `heal7-web-main-canary ${roleOf(state, 'canary').hash}`,
        `heal7-web-main-primary ${roleOf(state, 'stable').hash}`,
      ],
    );
    assert.equal(imageOf(state, 'stable'), 'heal7/app:1.0.0');
    assert.equal(imageOf(state, 'canary'), 'heal7/app:1.1.0');
    assert.equal(roleOf(state, 'canary').pods.length, 2);
  });

  it('refuses a click that was decided on another revision', async () => {
    const state = await entity.until(
      CLUSTER,
      'it waits for the approval',
      ({ phase, pause }) =>
        phase === 'paused' && pause.reason === 'confirm-promotion',
    );
    assert.equal(state.explanation.code, 'waiting-for-gate');
    assert.deepEqual(state.step, { index: 1, total: 2 });
    const stale = { ...state, basis: { ...state.basis, revisionHash: 'old' } };
    const answer = await entity.act(stale, 'promote');
    assert.equal(answer.status, 409, JSON.stringify(answer.body));
    assert.deepEqual(answer.body.conflict.fields, ['revisionHash']);
    assert.equal((await approved.canary()).status.phase, 'WaitingPromotion');
  });

  it('opens the gate, and Flagger makes it the primary', async () => {
    const { state } = await entity.view(CLUSTER);
    const { hash } = roleOf(state, 'canary');
    await entity.actDone(state, 'promote', { reason: 'looks good' });
    const done = await entity.until(
      CLUSTER,
      'healthy on the new image',
      ({ phase }) => phase === 'healthy',
    );
    assert.equal(imageOf(done, 'stable'), 'heal7/app:1.1.0');
    assert.equal(roleOf(done, 'stable').hash, hash, 'it keeps its name');
    assert.equal(roleOf(done, 'canary'), undefined);
    assert.equal(done.weight.actual, 100);
    const { spec } = await approved.deployment('-primary');
    assert.equal(spec.template.spec.containers[0].image, 'heal7/app:1.1.0');
  });

  it('goes back by making the old template a new revision', async () => {
    const { state } = await entity.view(CLUSTER);
    const old = roleOf(state, 'old');
    await entity.actDone(state, 'rollback', { revisionHash: old.hash });
    const back = await entity.until(
      CLUSTER,
      'the old image is the canary',
      other => imageOf(other, 'canary') === 'heal7/app:1.0.0',
    );
    assert.equal(roleOf(back, 'canary').hash, old.hash);
    assert.equal(imageOf(back, 'stable'), 'heal7/app:1.1.0');
  });
});

describe('a version that fails its analysis', () => {
  let entity: EntityDeployments;
  let failed: any;
  before(() => {
    entity = new EntityDeployments(backend, 'failing');
  });

  it('tells which metric stopped it, with its value and limit', async () => {
    failed = await entity.until(
      CLUSTER,
      'all traffic was sent back',
      ({ phase, explanation }) =>
        phase === 'degraded' && explanation?.code === 'metric-failed',
    );
    assert.equal(failed.aborted, true);
    const { values, message, severity } = failed.explanation;
    assert.equal(values.metric, 'error-ratio');
    assert.equal(values.limit, '1');
    assert.ok(Math.abs(Number(values.value) - 3.2) < 0.5, values.value);
    assert.match(message, /above its limit of 1\. All traffic was sent back/);
    assert.equal(severity, 'problem');
    assert.equal(failed.weight.actual, 0);
    assert.deepEqual(await failing.weights(), { primary: 100, canary: 0 });
    assert.equal(imageOf(failed, 'stable'), 'heal7/app:1.0.0');
    const [analysis] = failed.analysis;
    assert.equal(analysis.phase, 'Failed');
    assert.equal(analysis.metrics[0].measurements[0].value, values.value);
  });

  it('has no gate to open, and says so', async () => {
    for (const action of ['promote', 'abort']) {
      assert.equal(offerOf(failed, action).refusal.code, 'aborted');
      const answer = await entity.act(failed, action);
      assert.equal(answer.status, 409, JSON.stringify(answer.body));
    }
  });

  it('starts a new run when it is retried', async () => {
    const { state } = await entity.view(CLUSTER);
    await entity.actDone(state, 'retry');
    const again = await entity.until(
      CLUSTER,
      'a new run',
      ({ phase, aborted }) => phase === 'progressing' && !aborted,
    );
    assert.notEqual(again.basis.revisionHash, failed.basis.revisionHash);
    assert.equal(imageOf(again, 'canary'), 'heal7/app:1.1.0');
  });
});
