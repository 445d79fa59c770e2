/**
 * The deployments backend against real API servers with the real Argo Rollouts
 * controller: what our HTTP API shows is held against what the controller
 * reports, and what we do is done by the controller.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startCluster, waitFor } from '../../tools/test-cluster/index.mts';
import type { Cluster, KubeClient } from '../../tools/test-cluster/index.mts';
import { startBackend } from '../support/backend.mts';
import type { Backend } from '../support/backend.mts';
import { adminClient, clustersConfig } from '../support/clusters.mts';
import {
  controllersPhase,
  EntityDeployments,
} from '../support/deployments.mts';
import { startSilentServer } from '../support/silentServer.mts';
import type { SilentServer } from '../support/silentServer.mts';
import { Workload } from '../support/workload.mts';

const PRIMARY = 'e2e-primary';
const SECONDARY = 'e2e-secondary';
const SILENT = 'e2e-silent';

let clusters: Cluster[] = [];
let primary: KubeClient;
let secondary: KubeClient;
let backend: Backend;
let silent: SilentServer;
let dataDir: string;

const roleOf = (state: any, role: string) =>
  state.revisions.find((revision: any) => revision.role === role);
const imagesOf = (state: any, role: string) => roleOf(state, role)?.images;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'portal-e2e-'));
  silent = await startSilentServer();
  for (const name of [PRIMARY, SECONDARY]) {
    clusters.push(await startCluster({ name }));
  }
  [primary, secondary] = clusters.map(adminClient);
  backend = await startBackend({
    dataDir,
    configs: ['e2e/support/app-config.yaml'],
    overrides: () => {
      const config: any = clustersConfig(clusters);
      config.kubernetes.clusterLocatorMethods[0].clusters.push({
        name: SILENT,
        url: silent.url,
        authProvider: 'serviceAccount',
        serviceAccountToken: 'unused',
      });
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
  await waitFor('the catalog', async () => {
    const { status } = await backend.get(
      '/api/catalog/entities/by-name/component/default/canary',
    );
    return status === 200 || undefined;
  });
});

after(async () => {
  await backend?.stop();
  await silent?.stop();
  [primary, secondary].forEach(client => client?.close());
  await Promise.all(clusters.map(cluster => cluster.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

describe('a canary routed by Istio', () => {
  const NAMESPACE = 'heal7-canary';
  const VIRTUAL_SERVICE = `/apis/networking.istio.io/v1beta1/namespaces/${NAMESPACE}/virtualservices/heal7-web-main`;
  let workload: Workload;
  let entity: EntityDeployments;

  before(async () => {
    workload = new Workload(primary, NAMESPACE, 'heal7-web-main');
    entity = new EntityDeployments(backend, 'canary');
    const other = new Workload(secondary, NAMESPACE, 'heal7-web-main');
    for (const each of [workload, other]) {
      await each.apply('canary');
    }
    for (const each of [workload, other]) {
      await each.until('healthy', ({ status }) => status.phase === 'Healthy');
    }
  });

  it('shows the same rollout in two clusters', async () => {
    for (const cluster of [PRIMARY, SECONDARY]) {
      const state = await entity.until(
        cluster,
        'healthy',
        ({ phase }) => phase === 'healthy',
      );
      assert.deepEqual(state.step, { index: 5, total: 5 });
      assert.deepEqual(imagesOf(state, 'stable'), ['heal7/web-main:1.0.0']);
      assert.deepEqual(state.weight, { set: 100, actual: 100, max: 100 });
    }
  });

  it('shows it paused at 10 % with the header route, as Istio has it', async () => {
    await workload.deploy('heal7/web-main:1.1.0');
    const rollout = await workload.until(
      'paused at 10 %',
      ({ status }) =>
        status.phase === 'Paused' && status.currentStepIndex === 2,
    );
    const state = await entity.until(
      PRIMARY,
      'paused at 10 %',
      ({ phase, step }) => phase === 'paused' && step.index === 2,
    );
    assert.equal(state.phase, controllersPhase(rollout));
    assert.equal(state.message, rollout.status.message ?? '');
    assert.deepEqual(state.weight, { set: 10, actual: 10, max: 100 });
    assert.equal(roleOf(state, 'canary').hash, rollout.status.currentPodHash);
    assert.equal(roleOf(state, 'stable').hash, rollout.status.stableRS);
    assert.deepEqual(imagesOf(state, 'canary'), ['heal7/web-main:1.1.0']);
    assert.deepEqual(state.headerRoutes, [
      {
        name: 'canary-header',
        matches: [{ header: 'canary', kind: 'exact', value: 'true' }],
      },
    ]);
    const virtualService = await primary.get<any>(VIRTUAL_SERVICE);
    const route = virtualService.spec.http.find(
      ({ name }: any) => name === 'primary',
    );
    assert.deepEqual(
      route.route.map(({ weight }: any) => weight),
      [90, 10],
    );
    assert.ok(
      roleOf(state, 'canary').pods.every(({ ready }: any) => ready),
      'the pods are ready',
    );
  });

  it('answers 304 while nothing changes', async () => {
    const first = await entity.read();
    const etag = first.headers.get('etag');
    assert.ok(etag, 'there is an ETag');
    assert.equal((await entity.read(etag)).status, 304);
  });

  it('lets an onlooker see, and not act', async () => {
    const onlooker = new EntityDeployments(backend, 'onlooker');
    const { state, access } = await onlooker.view(PRIMARY);
    assert.deepEqual(access.allowed, []);
    assert.equal(access.denial, 'not-claimed');
    const answer = await onlooker.act(state, 'promote');
    assert.equal(answer.status, 403, JSON.stringify(answer.body));
    const { status } = await workload.rollout();
    assert.equal(status.currentStepIndex, 2);
  });

  it('refuses a click that was decided on another moment', async () => {
    const { state } = await entity.view(PRIMARY);
    const stale = { ...state, basis: { ...state.basis, stepIndex: 1 } };
    const answer = await entity.act(stale, 'promote');
    assert.equal(answer.status, 409, JSON.stringify(answer.body));
    assert.deepEqual(answer.body.conflict.fields, ['stepIndex']);
    assert.equal(answer.body.state.step.index, 2);
    const { status } = await workload.rollout();
    assert.equal(status.currentStepIndex, 2);
  });

  it('promotes to 50 % and counts the timed pause down', async () => {
    const { state } = await entity.view(PRIMARY);
    await entity.actDone(state, 'promote', { reason: 'looks good' });
    const fifty = await entity.until(
      PRIMARY,
      'paused at 50 %',
      ({ phase, step, pause }) =>
        phase === 'paused' && step.index === 4 && pause?.endsAt,
    );
    assert.equal(fifty.weight.set, 50);
    const { startedAt, endsAt } = fifty.pause;
    assert.equal(Date.parse(endsAt) - Date.parse(startedAt), 10_000);
  });

  it('ends healthy on the new image when the pause is over', async () => {
    const state = await entity.until(
      PRIMARY,
      'healthy on the new image',
      ({ phase, step }) => phase === 'healthy' && step.index === 5,
    );
    assert.deepEqual(imagesOf(state, 'stable'), ['heal7/web-main:1.1.0']);
    const behind = (await entity.view(SECONDARY)).state;
    assert.deepEqual(imagesOf(behind, 'stable'), ['heal7/web-main:1.0.0']);
  });

  it('aborts, retries and rolls back', async () => {
    await workload.deploy('heal7/web-main:1.2.0');
    const paused = await entity.until(
      PRIMARY,
      'paused on the third revision',
      ({ phase, step }) => phase === 'paused' && step.index === 2,
    );
    const aborted = await entity.actDone(paused, 'abort');
    assert.equal(aborted.aborted, true);
    const degraded = await entity.until(
      PRIMARY,
      'degraded by the abort',
      ({ phase, weight }) => phase === 'degraded' && weight.set === 0,
    );
    assert.equal(
      degraded.phase,
      controllersPhase(await workload.until('degraded', () => true)),
    );
    const refused = await entity.act(degraded, 'promote-full');
    assert.equal(refused.status, 409, JSON.stringify(refused.body));

    await entity.actDone(degraded, 'retry');
    const again = await entity.until(
      PRIMARY,
      'paused again',
      ({ phase, step, aborted: still }) =>
        phase === 'paused' && step.index === 2 && !still,
    );
    const oldest = again.revisions.find((revision: any) =>
      revision.images.includes('heal7/web-main:1.0.0'),
    );
    await entity.actDone(again, 'rollback', { revisionHash: oldest.hash });
    await workload.until(
      'rolled back',
      ({ spec }) =>
        spec.template.spec.containers[0].image === 'heal7/web-main:1.0.0',
    );
    const back = await entity.until(
      PRIMARY,
      'the old image is the canary, paused',
      state =>
        state.phase === 'paused' &&
        imagesOf(state, 'canary')?.[0] === 'heal7/web-main:1.0.0',
    );
    await entity.actDone(back, 'promote-full');
    await entity.until(
      PRIMARY,
      'healthy on the old image',
      state =>
        state.phase === 'healthy' &&
        imagesOf(state, 'stable')?.[0] === 'heal7/web-main:1.0.0',
    );
  });

  it('keeps who did what and why', async () => {
    const { body } = await backend.get<any>(`${entity.path}/history`);
    assert.deepEqual(
      body.items.map(({ action, outcome }: any) => `${action} ${outcome}`),
      [
        'promote-full done',
        'rollback done',
        'retry done',
        'promote-full failed',
        'abort done',
        'promote done',
        'promote conflict',
      ],
    );
    const promote = body.items.at(-2);
    assert.equal(promote.reason, 'looks good');
    assert.equal(promote.actor, 'user:default/guest');
  });

  it('pauses and resumes by hand, and restarts', async () => {
    await workload.deploy('heal7/web-main:1.3.0', {
      // Longer than an action lets the controller's latest write settle.
      'test-cluster/ready-after': '6s',
    });
    const moving = await entity.until(
      PRIMARY,
      'progressing',
      ({ phase, step }) => phase === 'progressing' && step.index === 0,
    );
    await entity.actDone(moving, 'pause');
    // The controller dates the pause a moment after it is there: what was
    // decided before that is decided on another state, and refused.
    const held = await entity.until(
      PRIMARY,
      'paused by hand',
      ({ pause }) => pause?.reason === 'Manual' && pause.startedAt !== null,
    );
    await entity.actDone(held, 'resume');
    const paused = await entity.until(
      PRIMARY,
      'on its way again',
      ({ phase, step }) => phase === 'paused' && step.index === 2,
    );
    await entity.actDone(paused, 'promote-full');
    const healthy = await entity.until(
      PRIMARY,
      'healthy',
      ({ phase }) => phase === 'healthy',
    );
    await entity.actDone(healthy, 'restart');
    const { spec } = await workload.until('restarted', r => r.spec.restartAt);
    assert.ok(Date.parse(spec.restartAt) > 0);
  });
});

describe('other rollouts', () => {
  it('shows a blue-green preview, and promotes it', async () => {
    const workload = new Workload(
      primary,
      'heal7-blue-green',
      'heal7-api-gateway',
    );
    const entity = new EntityDeployments(backend, 'blue-green');
    await workload.apply('blue-green');
    await workload.until('healthy', r => r.status.phase === 'Healthy');
    await workload.deploy('heal7/api-gateway:2.1.0');
    const paused = await entity.until(
      PRIMARY,
      'the preview waits',
      ({ phase, strategy }) => phase === 'paused' && strategy === 'blue-green',
    );
    assert.equal(paused.step, null);
    assert.deepEqual(imagesOf(paused, 'preview'), ['heal7/api-gateway:2.1.0']);
    assert.equal(paused.weight.actual, 0);
    await entity.actDone(paused, 'promote');
    const state = await entity.until(
      PRIMARY,
      'healthy',
      ({ phase }) => phase === 'healthy',
    );
    assert.equal(state.weight.actual, 100);
    assert.deepEqual(imagesOf(state, 'stable'), ['heal7/api-gateway:2.1.0']);
  });

  it('shows a rollout of a referenced Deployment', async () => {
    const workload = new Workload(
      primary,
      'heal7-workload-ref',
      'heal7-ai-models',
    );
    const entity = new EntityDeployments(backend, 'workload-ref');
    await workload.apply('workload-ref');
    await entity.until(PRIMARY, 'healthy', ({ phase }) => phase === 'healthy');
    await primary.patch(
      '/apis/apps/v1/namespaces/heal7-workload-ref/deployments/heal7-ai-models',
      {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'ai-models', image: 'heal7/ai-models:3.1.0' },
              ],
            },
          },
        },
      },
    );
    const state = await entity.until(
      PRIMARY,
      'paused',
      ({ phase }) => phase === 'paused',
    );
    assert.deepEqual(imagesOf(state, 'canary'), ['heal7/ai-models:3.1.0']);
    assert.equal(state.phase, controllersPhase(await workload.rollout()));
  });

  it('says that the progress deadline has passed', async () => {
    const workload = new Workload(
      primary,
      'heal7-deadline',
      'heal7-saju-engine',
    );
    const entity = new EntityDeployments(backend, 'deadline');
    await workload.apply('progress-deadline');
    await workload.until('healthy', r => r.status.phase === 'Healthy');
    await workload.deploy('heal7/saju-engine:5.1.0', {
      'test-cluster/behaviour': 'crash-loop',
    });
    const rollout = await workload.until(
      'degraded',
      r => r.status.phase === 'Degraded',
    );
    const state = await entity.until(
      PRIMARY,
      'degraded',
      ({ phase }) => phase === 'degraded',
    );
    assert.equal(state.message, rollout.status.message);
    assert.match(state.message, /^ProgressDeadlineExceeded/);
    assert.ok(
      roleOf(state, 'canary').pods.some(
        ({ ready, reason }: any) => !ready && reason !== '',
      ),
      'a pod says why it is not ready',
    );
  });
});

describe('entities', () => {
  it('says when an entity has no annotation', async () => {
    const { body } = await new EntityDeployments(backend, 'unmapped').read();
    assert.equal(body.selected, false);
    assert.deepEqual(body.items, []);
  });

  it('knows nothing of entities that are not there', async () => {
    const { status } = await new EntityDeployments(backend, 'nobody').read();
    assert.equal(status, 404);
  });

  it('reads the logs of a pod of the entity, and of no other', async () => {
    const entity = new EntityDeployments(backend, 'canary');
    const { state } = await entity.view(PRIMARY);
    const [pod] = roleOf(state, 'stable').pods;
    const query = new URLSearchParams({
      ...{ cluster: PRIMARY, namespace: state.namespace },
      ...{ deployment: state.name, pod: pod.name },
      container: pod.containers[0],
    });
    const logs = await backend.get<string>(`${entity.path}/logs?${query}`);
    assert.equal(logs.status, 200, JSON.stringify(logs.body));
    assert.match(logs.body, /the container has started/);
    query.set('pod', 'somebody-elses-pod');
    const other = await backend.get(`${entity.path}/logs?${query}`);
    assert.equal(other.status, 404, JSON.stringify(other.body));
  });

  it('lends nobody the credential of the Kubernetes proxy', async () => {
    const { status } = await backend.get(
      '/api/kubernetes/proxy/api/v1/namespaces',
      { 'backstage-kubernetes-cluster': PRIMARY },
    );
    assert.equal(status, 403);
  });
});

describe('faults', () => {
  const conditionOf = async (name: string) => {
    const { body } = await backend.get<any>('/api/deployments/v1/clusters');
    return body.items.find((cluster: any) => cluster.name === name);
  };
  const condition = (name: string, wanted: string) =>
    waitFor(
      `${name} is ${wanted}`,
      async () => {
        const cluster = await conditionOf(name);
        return cluster.condition === wanted ? cluster : undefined;
      },
      { timeout: 90_000 },
    );

  it('is not held up by a cluster that never answers', async () => {
    assert.equal((await conditionOf(PRIMARY)).condition, 'watching');
    assert.notEqual((await conditionOf(SILENT)).condition, 'watching');
    const cluster = await condition(SILENT, 'unreachable');
    assert.match(cluster.message, new RegExp(SILENT));
  });

  it('keeps the last known state of a cluster that died, and catches up', async () => {
    const entity = new EntityDeployments(backend, 'canary');
    const known = (await entity.view(SECONDARY)).state;
    const [, cluster] = clusters;
    await cluster.kill('kube-apiserver');
    await condition(SECONDARY, 'unreachable');
    assert.deepEqual((await entity.view(SECONDARY)).state, known);
    assert.equal((await conditionOf(PRIMARY)).condition, 'watching');

    await cluster.restart('kube-apiserver');
    await condition(SECONDARY, 'watching');
    const workload = new Workload(secondary, 'heal7-canary', 'heal7-web-main');
    await workload.deploy('heal7/web-main:1.1.0');
    await entity.until(
      SECONDARY,
      'paused at 10 % after the restart',
      ({ phase, step }) => phase === 'paused' && step.index === 2,
    );
  });

  it('drops a rollout that was deleted while it looked away', async () => {
    const [, cluster] = clusters;
    const entity = new EntityDeployments(backend, 'canary');
    await backend.kill();
    await secondary.delete(
      '/apis/argoproj.io/v1alpha1/namespaces/heal7-canary/rollouts/heal7-web-main',
    );
    await cluster.restart('kube-apiserver');
    await backend.restart();
    await waitFor('the deleted rollout is gone', async () => {
      const { body } = await entity.read();
      return (
        body.items.every(({ state }: any) => state.cluster === PRIMARY) ||
        undefined
      );
    });
    await entity.until(PRIMARY, 'healthy', ({ phase }) => phase === 'healthy');
  });
});
