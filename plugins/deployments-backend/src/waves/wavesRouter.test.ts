import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  AbortCandidate,
  DeploymentView,
  SystemAbortPreview,
  WavePlanDetail,
} from '@heal7/backstage-plugin-deployments-common';
import { deploymentsActPermission } from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import { FakeApiServer } from '../__testUtils__/FakeApiServer';
import {
  fakeSource,
  PODS,
  rollout,
  ROLLOUTS,
} from '../__testUtils__/fakeSource';
import { clusterAt, startPortal } from '../__testUtils__/startPortal';
import type { PortalOptions } from '../__testUtils__/startPortal';
import {
  createDeploymentsConditionalDecision,
  deploymentsConditions,
} from '../permissions/rules';

jest.setTimeout(60_000);

/** Waits for a person at the first step, and is healthy from the second on. */
const source: DeploymentSource = {
  ...fakeSource,
  project(group) {
    const state = fakeSource.project(group as never);
    const step = state?.step?.index ?? 0;
    return (
      state && {
        ...state,
        phase: step < 2 ? 'paused' : 'healthy',
        pause:
          step < 2
            ? { reason: 'CanaryPauseStep', startedAt: null, endsAt: null }
            : null,
        actions: (['promote', 'abort'] as const).map(action => ({
          action,
          refusal:
            step < 2
              ? null
              : { code: 'fully-promoted', message: 'It is done.' },
          editsSpec: false,
        })),
      }
    );
  },
  plan: (given, reader) =>
    fakeSource.plan({ ...given, action: 'promote' }, reader),
} as DeploymentSource;

const SYSTEM = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop' },
  spec: {},
};
const component = (name: string, system: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
  spec: {},
  relations: [{ type: 'partOf', targetRef: `system:default/${system}` }],
});

const API = '/api/deployments/v1';
const WEB = `${API}/entities/component/default/web`;
const ABORT = `${API}/systems/default/shop/abort`;

describe('wave plans and the abort of a system over HTTP', () => {
  let east: FakeApiServer;
  let west: FakeApiServer;
  const stops: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    east = await FakeApiServer.start(ROLLOUTS, PODS);
    west = await FakeApiServer.start(ROLLOUTS, PODS);
    east.apply(ROLLOUTS, rollout('web', { step: 1 }));
    west.apply(ROLLOUTS, rollout('web', { step: 1 }));
  });

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
    await Promise.all([east.stop(), west.stop()]);
  });

  async function portal(options: Partial<PortalOptions> = {}) {
    const started = await startPortal({
      clusters: [clusterAt('east', east.url), clusterAt('west', west.url)],
      entities: [SYSTEM, component('web', 'shop'), component('api', 'other')],
      source,
      config: {
        deployments: {
          clusters: {
            east: { acting: { token: 'act' } },
            west: { acting: { token: 'act' } },
          },
        },
      },
      ...options,
    });
    stops.push(() => started.backend.stop());
    const agent = request(started.backend.server);
    const items = await eventually(async () => {
      const { body } = await agent.get(WEB).expect(200);
      expect(body.items).toHaveLength(2);
      expect(
        body.clusters.every(
          ({ condition }: { condition: string }) => condition === 'watching',
        ),
      ).toBe(true);
      return body.items as DeploymentView[];
    });
    const shown = items.map(({ state }) => ({
      target: {
        cluster: state.cluster,
        namespace: state.namespace,
        name: state.name,
        engine: state.engine,
      },
      basis: state.basis,
    }));
    const plan = {
      action: 'promote',
      reason: 'ready',
      waves: shown.map(one => ({ targets: [one], healthyFor: { seconds: 0 } })),
    };
    return { ...started, agent, shown, plan };
  }

  const patches = (server: FakeApiServer) =>
    server.requests.filter(({ method }) => method === 'PATCH');

  it('carries a plan out in the name of who started it', async () => {
    const { agent, plan } = await portal();
    const started = await agent.post(`${WEB}/waves`).send(plan).expect(201);
    const { id } = started.body;
    const detail = await eventually(async () => {
      const { body } = await agent.get(`${WEB}/waves/${id}`).expect(200);
      expect(body.status).toBe('done');
      return body as WavePlanDetail;
    });
    expect(detail).toMatchObject({
      startedBy: 'user:default/mock',
      mayCancel: false,
      waves: [
        { targets: [{ progress: 'healthy' }] },
        { targets: [{ progress: 'healthy' }] },
      ],
    });
    expect(JSON.stringify(detail)).not.toContain('attempt');
    expect(patches(east)).toHaveLength(1);
    expect(patches(west)).toHaveLength(1);
    const { body } = await agent.get(`${WEB}/history`).expect(200);
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({
      action: 'promote',
      actor: 'user:default/mock',
      via: `wave-plan:${id}`,
      reason: 'ready',
      outcome: 'done',
      target: { cluster: 'west' },
    });
    const list = await agent.get(`${WEB}/waves`).expect(200);
    expect(list.body.items).toMatchObject([{ id, status: 'done' }]);
    await agent.post(`${WEB}/waves/${id}/cancel`).send({}).expect(409);
  });

  it('has one plan at a time, and cancels it', async () => {
    const { agent, plan } = await portal();
    const [first, ...rest] = plan.waves;
    const slow = {
      ...plan,
      waves: [{ ...first, healthyFor: { hours: 1 } }, ...rest],
    };
    const { body } = await agent.post(`${WEB}/waves`).send(slow).expect(201);
    await eventually(async () => {
      const now = await agent.get(`${WEB}/waves/${body.id}`);
      expect(now.body).toMatchObject({ status: 'waiting', mayCancel: true });
    });
    const { body: web } = await agent.get(WEB);
    const fresh = {
      ...plan,
      waves: [
        {
          targets: [{ ...first.targets[0], basis: web.items[0].state.basis }],
          healthyFor: {},
        },
      ],
    };
    const other = await agent.post(`${WEB}/waves`).send(fresh).expect(409);
    expect(other.body.error.message).toContain(body.id);
    const cancelled = await agent
      .post(`${WEB}/waves/${body.id}/cancel`)
      .send({ reason: 'not today' })
      .expect(200);
    expect(cancelled.body).toMatchObject({
      status: 'cancelled',
      mayCancel: false,
    });
    expect(cancelled.body.events.at(-1)).toMatchObject({
      kind: 'cancelled',
      actor: 'user:default/mock',
      message: 'not today',
    });
    expect(patches(west)).toHaveLength(0);
  });

  it('begins nothing when one target has moved on, or may not be acted on', async () => {
    const { agent, plan, shown } = await portal({
      policy: {
        'deployments.act': createDeploymentsConditionalDecision(
          deploymentsActPermission,
          deploymentsConditions.inCluster({ clusters: ['east'] }),
        ),
      },
    });
    const denied = await agent.post(`${WEB}/waves`).send(plan).expect(403);
    expect(denied.body.error.message).toContain("cluster 'west'");
    const basis = { ...shown[0].basis, stepIndex: 0 };
    const late = await agent
      .post(`${WEB}/waves`)
      .send({
        ...plan,
        waves: [{ targets: [{ ...shown[0], basis }], healthyFor: {} }],
      })
      .expect(409);
    expect(late.body.error.message).toContain('stepIndex');
    expect((await agent.get(`${WEB}/waves`)).body.items).toEqual([]);
    expect([...patches(east), ...patches(west)]).toEqual([]);
  });

  it('refuses what is no plan', async () => {
    const { agent, plan, shown } = await portal();
    const wave = (change: object) => ({
      ...plan,
      waves: [{ ...plan.waves[0], ...change }],
    });
    for (const body of [
      {},
      { ...plan, action: 'abort' },
      { ...plan, waves: [] },
      { ...plan, reason: 'x'.repeat(501) },
      wave({ targets: [] }),
      wave({ targets: [shown[0], shown[0]] }),
      wave({ healthyFor: { hours: 25 } }),
      wave({ healthyFor: { minutes: -1 } }),
      wave({ healthyFor: { days: 1 } }),
      wave({ healthyFor: { hours: 24 } }),
    ]) {
      const { status } = await agent.post(`${WEB}/waves`).send(body);
      expect(status).toBe(400);
    }
    await agent.get(`${WEB}/waves/none`).expect(400);
    const id = '00000000-0000-4000-8000-000000000000';
    await agent.get(`${WEB}/waves/${id}`).expect(404);
    await agent.post(`${WEB}/waves/${id}/cancel`).send({}).expect(404);
  });

  describe('abort', () => {
    const asked = (items: AbortCandidate[], extra: object = {}) => ({
      confirmation: 'shop',
      reason: 'payments fail',
      targets: items.map(({ target, entityRef, basis }) => ({
        target,
        entityRef,
        basis,
      })),
      ...extra,
    });

    it('tells what it would do, and each outcome', async () => {
      const { agent } = await portal();
      const preview: SystemAbortPreview = (await agent.get(ABORT).expect(200))
        .body;
      expect(preview).toMatchObject({
        systemRef: 'system:default/shop',
        abortable: 2,
        refused: 0,
        items: [
          {
            target: { cluster: 'east', name: 'web' },
            entityRef: 'component:default/web',
            refusal: null,
            stale: false,
          },
          { target: { cluster: 'west', name: 'web' }, refusal: null },
        ],
      });
      const items = [
        { ...preview.items[0] },
        {
          ...preview.items[1],
          basis: { ...preview.items[1].basis, stepIndex: 0 },
        },
      ];
      const { body } = await agent.post(ABORT).send(asked(items)).expect(200);
      expect(body.items).toMatchObject([
        { target: { cluster: 'east' }, outcome: 'done', message: '' },
        {
          target: { cluster: 'west' },
          outcome: 'conflict',
          message: expect.stringContaining('nothing was changed'),
        },
      ]);
      const history = await agent.get(`${WEB}/history`).expect(200);
      const acts: { via: string; action: string }[] = history.body.items;
      expect(acts.map(({ action }) => action)).toEqual(['abort', 'abort']);
      expect(acts[0].via).toMatch(/^system-abort:/);
      expect(acts[1].via).toBe(acts[0].via);
      await eventually(async () => {
        const after = await agent.get(ABORT);
        expect(after.body).toMatchObject({ abortable: 1, refused: 1 });
        expect(after.body.items[1].refusal.code).toBe('nothing-to-abort');
      });
    });

    it('says why a target would not be aborted, and does not', async () => {
      const { agent } = await portal({
        policy: {
          'deployments.act': createDeploymentsConditionalDecision(
            deploymentsActPermission,
            deploymentsConditions.hasAction({ actions: ['promote'] }),
          ),
        },
      });
      const { body } = await agent.get(ABORT).expect(200);
      expect(body).toMatchObject({ abortable: 0, refused: 2 });
      expect(body.items[0].refusal).toMatchObject({ code: 'not-permitted' });
      const { body: result } = await agent
        .post(ABORT)
        .send(asked(body.items))
        .expect(200);
      expect(result.items).toMatchObject([
        { outcome: 'failed', message: expect.stringContaining('permissions') },
        { outcome: 'failed' },
      ]);
      expect(patches(east)).toEqual([]);
    });

    it('refuses without the name, a reason, or what is no part of it', async () => {
      const { agent } = await portal();
      const { body } = await agent.get(ABORT).expect(200);
      for (const extra of [
        { confirmation: 'Shop' },
        { reason: ' ' },
        { targets: [] },
        {
          targets: [...asked(body.items).targets, ...asked(body.items).targets],
        },
      ]) {
        await agent.post(ABORT).send(asked(body.items, extra)).expect(400);
      }
      const foreign = asked([
        { ...body.items[0], entityRef: 'component:default/api' },
      ]);
      const { body: result } = await agent
        .post(ABORT)
        .send(foreign)
        .expect(200);
      expect(result.items).toMatchObject([
        { outcome: 'failed', message: expect.stringContaining('no part of') },
      ]);
      await agent.get(ABORT.replace('/shop/', '/none/')).expect(404);
      expect([...patches(east), ...patches(west)]).toEqual([]);
    });

    it('shows nothing to those who may not see rollouts', async () => {
      const { backend } = await startPortal({
        clusters: [],
        entities: [SYSTEM],
        policy: { 'deployments.read': { result: AuthorizeResult.DENY } },
      });
      stops.push(() => backend.stop());
      const agent = request(backend.server);
      expect((await agent.get(ABORT)).status).toBe(403);
      expect((await agent.get(`${WEB}/waves`)).status).toBe(403);
    });
  });
});
