/**
 * Engines that Kubernetes and Istio bring themselves, on a real API server
 * with the real controllers of Deployments and StatefulSets: rolling updates,
 * and the two colours that the chart renders, steered by our HTTP API.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findHelm } from '../../charts/checks/helm.mts';
import {
  applyObjects,
  installCrds,
  PATCH,
  startCluster,
  waitFor,
} from '../../tools/test-cluster/index.mts';
import type {
  Cluster,
  KubeClient,
  KubeObject,
} from '../../tools/test-cluster/index.mts';
import { startBackend } from '../support/backend.mts';
import type { Backend } from '../support/backend.mts';
import { adminClient, clustersConfig } from '../support/clusters.mts';
import { EntityDeployments } from '../support/deployments.mts';

const CLUSTER = 'e2e-engines';

let cluster: Cluster;
let kube: KubeClient;
let backend: Backend;
let dataDir: string;

const namespaceOf = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

/** A Deployment or StatefulSet as a team writes it. */
const workload = (
  kind: 'Deployment' | 'StatefulSet',
  namespace: string,
  name: string,
  entity: string,
): KubeObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: {
    name,
    namespace,
    labels: { 'backstage.io/kubernetes-id': name },
    annotations: { 'heal7.com/entity': `component:default/${entity}` },
  },
  spec: {
    replicas: 2,
    ...(kind === 'Deployment' ? { progressDeadlineSeconds: 4 } : {}),
    ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
    selector: { matchLabels: { app: name } },
    template: {
      metadata: {
        labels: { app: name, 'backstage.io/kubernetes-id': name },
      },
      spec: { containers: [{ name: 'app', image: 'heal7/app:1.0.0' }] },
    },
  },
});

/** Deploys an image, with pods that behave as an annotation says. */
const deploy = (path: string, image: string, behaviour: string | null = null) =>
  kube.patch(path, {
    spec: {
      template: {
        metadata: { annotations: { 'test-cluster/behaviour': behaviour } },
        spec: { containers: [{ name: 'app', image }] },
      },
    },
  });

const roleOf = (state: any, role: string) =>
  state.revisions.find((revision: any) => revision.roles.includes(role));
const imageOf = (state: any, role: string) => roleOf(state, role)?.images[0];
const offerOf = (state: any, action: string) =>
  state.actions.find((offer: any) => offer.action === action);
const runs = (image: string) => (state: any) =>
  state.phase === 'healthy' && imageOf(state, 'stable') === image;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'portal-engines-'));
  cluster = await startCluster({ name: CLUSTER });
  kube = adminClient(cluster);
  await installCrds(kube, ['istio-crds']);
  backend = await startBackend({
    dataDir,
    configs: ['e2e/support/app-config.yaml'],
    overrides: () => ({
      ...clustersConfig([cluster]),
      catalog: {
        locations: [
          {
            type: 'file',
            target: resolve(import.meta.dirname, 'engines-catalog.yaml'),
          },
        ],
      },
    }),
  });
  await waitFor('the catalog', async () => {
    const { status } = await backend.get(
      '/api/catalog/entities/by-name/component/default/colours',
    );
    return status === 200 || undefined;
  });
});

after(async () => {
  await backend?.stop();
  kube?.close();
  await cluster?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the rolling update of a Deployment', () => {
  const NAMESPACE = 'heal7-rolling';
  const PATH = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/heal7-web-main`;
  let entity: EntityDeployments;

  before(async () => {
    entity = new EntityDeployments(backend, 'rolling');
    await applyObjects(kube, [
      namespaceOf(NAMESPACE),
      workload('Deployment', NAMESPACE, 'heal7-web-main', 'rolling'),
    ]);
  });

  it('shows what is rolled out, and by whom', async () => {
    const state = await entity.until(
      CLUSTER,
      'healthy',
      runs('heal7/app:1.0.0'),
    );
    assert.equal(state.engine, 'deployment');
    assert.equal(state.strategy, 'rolling');
    assert.equal(state.explanation, null);
    assert.deepEqual(state.replicas, { desired: 2, ready: 2, available: 2 });
    assert.equal(roleOf(state, 'stable').pods.length, 2);
    const [set] = (
      await kube.get<any>(`/apis/apps/v1/namespaces/${NAMESPACE}/replicasets`)
    ).items;
    assert.equal(
      state.basis.revisionHash,
      set.metadata.labels['pod-template-hash'],
    );
  });

  it('says why an image does not come, and gives up after its deadline', async () => {
    await deploy(PATH, 'heal7/app:2.0.0', 'image-pull-error');
    const state = await entity.until(
      CLUSTER,
      'degraded',
      ({ phase }) => phase === 'degraded',
    );
    assert.equal(state.explanation.code, 'image-pull');
    assert.match(state.explanation.message, /heal7\/app:2\.0\.0/);
    assert.match(state.message, /exceeded its progress deadline/);
    assert.equal(imageOf(state, 'canary'), 'heal7/app:2.0.0');
    assert.equal(imageOf(state, 'stable'), 'heal7/app:1.0.0');
    assert.equal(state.weight.actual, 0);
    assert.equal(state.traffic.shares[0].hash, roleOf(state, 'stable').hash);
    assert.equal(offerOf(state, 'promote').refusal.code, 'unsupported');
  });

  it('takes it back to what ran before', async () => {
    const { state } = await entity.view(CLUSTER);
    await entity.actDone(state, 'abort');
    const back = await entity.until(CLUSTER, 'back', runs('heal7/app:1.0.0'));
    assert.equal(offerOf(back, 'abort').refusal.code, 'not-in-progress');
  });

  it('refuses a click on a template that has changed meanwhile', async () => {
    const { state } = await entity.view(CLUSTER);
    await deploy(PATH, 'heal7/app:3.0.0');
    const answer = await entity.act(state, 'restart');
    assert.equal(answer.status, 409, JSON.stringify(answer.body));
    await entity.until(CLUSTER, 'the third version', runs('heal7/app:3.0.0'));
  });

  it('pauses a change, resumes it, and rolls back to a revision', async () => {
    await deploy(PATH, 'heal7/app:4.0.0', 'never-ready');
    const moving = await entity.until(
      CLUSTER,
      'on its way',
      ({ phase, revisions }) =>
        phase === 'progressing' && revisions[0].images[0] === 'heal7/app:4.0.0',
    );
    await entity.actDone(moving, 'pause');
    const held = await entity.until(
      CLUSTER,
      'paused',
      ({ phase }) => phase === 'paused',
    );
    assert.equal(held.explanation.code, 'paused-by-hand');
    assert.equal((await entity.act(held, 'rollback')).status, 409);
    await entity.actDone(held, 'resume');
    const again = await entity.until(
      CLUSTER,
      'resumed',
      ({ phase }) => phase !== 'paused',
    );
    const first = again.revisions.find(
      ({ images }: any) => images[0] === 'heal7/app:1.0.0',
    );
    await entity.actDone(again, 'rollback', { revisionHash: first.hash });
    await entity.until(CLUSTER, 'the first version', runs('heal7/app:1.0.0'));
  });
});

describe('the rolling update of a StatefulSet', () => {
  const NAMESPACE = 'heal7-stateful';
  const PATH = `/apis/apps/v1/namespaces/${NAMESPACE}/statefulsets/heal7-queue`;
  let entity: EntityDeployments;

  before(async () => {
    entity = new EntityDeployments(backend, 'stateful');
    await applyObjects(kube, [
      namespaceOf(NAMESPACE),
      workload('StatefulSet', NAMESPACE, 'heal7-queue', 'stateful'),
    ]);
    await entity.until(CLUSTER, 'healthy', runs('heal7/app:1.0.0'));
  });

  it('waits at its partition for a person', async () => {
    await kube.patch(PATH, {
      spec: { updateStrategy: { rollingUpdate: { partition: 1 } } },
    });
    await deploy(PATH, 'heal7/app:2.0.0');
    const state = await entity.until(
      CLUSTER,
      'held back',
      ({ phase }) => phase === 'paused',
    );
    assert.equal(state.pause.reason, 'Partition');
    assert.equal(state.explanation.code, 'waiting-for-person');
    assert.deepEqual(state.weight, { set: 50, actual: 50, max: 100 });
    assert.deepEqual(
      state.traffic.shares.map(({ weight }: any) => weight),
      [50, 50],
    );
  });

  it('goes on, and back to the revision before', async () => {
    await kube.patch(PATH, {
      spec: { updateStrategy: { rollingUpdate: { partition: 0 } } },
    });
    const state = await entity.until(
      CLUSTER,
      'the second version',
      runs('heal7/app:2.0.0'),
    );
    const before = roleOf(state, 'old');
    assert.deepEqual(before.images, ['heal7/app:1.0.0']);
    await entity.actDone(state, 'rollback', { revisionHash: before.hash });
    await entity.until(CLUSTER, 'the first version', runs('heal7/app:1.0.0'));
  });
});

describe('the two colours of the chart', () => {
  const NAMESPACE = 'heal7-colours';
  const NAME = 'heal7-web-main';
  const ROUTE = `/apis/networking.istio.io/v1/namespaces/${NAMESPACE}/virtualservices/${NAME}`;
  const deploymentOf = (colour: string) =>
    `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/${NAME}-${colour}`;
  const scale = (colour: string, replicas: number) =>
    kube.patch(deploymentOf(colour), { spec: { replicas } });
  const weights = async () => {
    const { spec } = await kube.get<any>(ROUTE);
    const { route } = spec.http.find(({ name }: any) => name === 'primary');
    return route.map(({ weight }: any) => weight);
  };
  let entity: EntityDeployments;

  before(async () => {
    entity = new EntityDeployments(backend, 'colours');
    const kinds = [
      'Service',
      'Deployment',
      'DestinationRule',
      'VirtualService',
    ];
    const objects = findHelm()
      .template('heal7-service', {
        namespace: NAMESPACE,
        values: {
          name: NAME,
          entity: 'component:default/colours',
          image: { repository: 'heal7/app', tag: '1.0.0' },
          delivery: { engine: 'istio-blue-green' },
          autoscaling: { enabled: false },
          replicas: 2,
        },
      })
      .filter(({ kind }) => kinds.includes(kind));
    for (const object of objects) {
      object.metadata = { ...object.metadata, namespace: NAMESPACE } as any;
      if (object.kind === 'Deployment') {
        // The fake node has no zones to spread over, and is ready at once.
        object.spec.minReadySeconds = 0;
        delete object.spec.template.spec.affinity;
        delete object.spec.template.spec.nodeSelector;
        delete object.spec.template.spec.tolerations;
        delete object.spec.template.spec.topologySpreadConstraints;
      }
    }
    await applyObjects(kube, [namespaceOf(NAMESPACE), ...objects]);
  });

  it('are one rollout, and no Deployments beside it', async () => {
    const state = await entity.until(
      CLUSTER,
      'healthy',
      ({ phase, replicas }) => phase === 'healthy' && replicas.ready === 2,
    );
    assert.equal(state.engine, 'istio-blue-green');
    assert.equal(state.strategy, 'blue-green');
    assert.equal(state.trafficRouter, 'istio');
    assert.deepEqual(roleOf(state, 'stable').roles, ['active', 'stable']);
    assert.equal(state.traffic.shares[0].hash, roleOf(state, 'stable').hash);
    assert.equal(offerOf(state, 'promote').refusal.code, 'fully-promoted');
  });

  it('show a new colour that waits, and send it a first share', async () => {
    await kube.patch(
      deploymentOf('green'),
      [
        { op: 'replace', path: '/spec/replicas', value: 2 },
        {
          op: 'replace',
          path: '/spec/template/spec/containers/0/image',
          value: 'heal7/app:2.0.0',
        },
      ],
      PATCH.json,
    );
    const waiting = await entity.until(
      CLUSTER,
      'the preview',
      state =>
        imageOf(state, 'preview') === 'heal7/app:2.0.0' &&
        !offerOf(state, 'promote').refusal,
    );
    assert.equal(waiting.explanation.code, 'waiting-for-person');
    await entity.actDone(waiting, 'promote');
    assert.deepEqual(await weights(), [90, 10]);
    const state = await entity.until(
      CLUSTER,
      'a first share',
      ({ weight }) => weight.actual === 10,
    );
    assert.equal(state.phase, 'progressing');
    assert.equal(imageOf(state, 'canary'), 'heal7/app:2.0.0');
    assert.deepEqual(state.step, { index: 1, total: 2 });
  });

  it('refuse a click on weights that have moved', async () => {
    const { state } = await entity.view(CLUSTER);
    const stale = {
      ...state,
      basis: {
        ...state.basis,
        fingerprint: state.basis.fingerprint.replace('green 10', 'green 20'),
      },
    };
    const answer = await entity.act(stale, 'promote');
    assert.equal(answer.status, 409, JSON.stringify(answer.body));
    assert.deepEqual(answer.body.conflict.fields, ['fingerprint']);
    assert.deepEqual(await weights(), [90, 10]);
  });

  it('take it back, and send everything to it after all', async () => {
    const { state } = await entity.view(CLUSTER);
    await entity.actDone(state, 'abort');
    assert.deepEqual(await weights(), [100, 0]);
    const back = await entity.until(
      CLUSTER,
      'taken back',
      ({ phase }) => phase === 'healthy',
    );
    await entity.actDone(back, 'promote-full');
    assert.deepEqual(await weights(), [0, 100]);
    const promoted = await entity.until(
      CLUSTER,
      'promoted',
      ({ phase, revisions }) =>
        phase === 'healthy' && revisions[0].images[0] === 'heal7/app:2.0.0',
    );
    assert.equal(imageOf(promoted, 'stable'), 'heal7/app:2.0.0');
    assert.equal(imageOf(promoted, 'old'), 'heal7/app:1.0.0');
  });

  it('show the dead end of a colour that was scaled down, and the way out', async () => {
    await scale('green', 0);
    const dead = await entity.until(
      CLUSTER,
      'the dead end',
      ({ phase }) => phase === 'degraded',
    );
    assert.equal(dead.explanation.code, 'dead-end');
    assert.equal(dead.traffic.difference.code, 'dead-end');
    assert.equal(dead.explanation.values.destination, 'green');
    const kept = roleOf(dead, 'old');
    assert.deepEqual(kept.images, ['heal7/app:1.0.0']);
    await entity.actDone(dead, 'rollback', { revisionHash: kept.hash });
    assert.deepEqual(await weights(), [100, 0]);
    await entity.until(
      CLUSTER,
      'requests are answered again',
      runs('heal7/app:1.0.0'),
    );
  });

  it('never send requests where no pod is ready', async () => {
    const { state } = await entity.view(CLUSTER);
    const { refusal } = offerOf(state, 'rollback');
    assert.match(refusal.message, /green has no ready pod/);
    const green = state.revisions.find(
      ({ images }: any) => images[0] === 'heal7/app:2.0.0',
    );
    const answer = await entity.act(state, 'rollback', {
      revisionHash: green.hash,
    });
    assert.equal(answer.status, 409, JSON.stringify(answer.body));
    assert.deepEqual(await weights(), [100, 0]);
  });
});
