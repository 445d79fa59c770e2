import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  DeliveryPerformance,
  RolloutDetail,
  RolloutHistory,
} from '@heal7/backstage-plugin-deployments-common';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { FakeApiServer } from './__testUtils__/FakeApiServer';
import { ROLLOUTS } from './__testUtils__/fakeSource';
import type { Look } from './__testUtils__/rolloutStates';
import { lookingRollout, scriptedSource } from './__testUtils__/scriptedSource';
import { clusterAt, startPortal } from './__testUtils__/startPortal';
import type { PortalOptions } from './__testUtils__/startPortal';

const entity = (name: string, team = 'group:default/web-team') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: { 'backstage.io/kubernetes-id': name },
  },
  spec: {},
  relations: [
    { type: 'ownedBy', targetRef: team },
    { type: 'partOf', targetRef: 'system:default/shop' },
  ],
});

const WEB = '/api/deployments/v1/entities/component/default/web';
const DELIVERY = '/api/deployments/v1/delivery';

jest.setTimeout(30_000);

describe('history of rollouts', () => {
  let server: FakeApiServer;
  const stops: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    server = await FakeApiServer.start(ROLLOUTS);
  });

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
    await server.stop();
  });

  const look = (name: string, one: Look) =>
    server.apply(ROLLOUTS, lookingRollout(name, one));

  async function portal(options: Partial<PortalOptions> = {}) {
    const started = await startPortal({
      clusters: [clusterAt('east', server.url)],
      entities: [entity('web'), entity('api', 'group:default/api-team')],
      source: scriptedSource,
      ...options,
      config: {
        deployments: { clusters: { east: { environment: 'production' } } },
        ...options.config,
      },
    });
    stops.push(() => started.backend.stop());
    const agent = request(started.backend.server);
    const rollouts = async (url = WEB): Promise<RolloutHistory> =>
      (await agent.get(`${url}/rollouts`).expect(200)).body;
    /** Each change is seen on its own: states between two looks are not. */
    const sees = async (name: string, one: Look) => {
      look(name, one);
      await eventually(async () => {
        const url = WEB.replace('/web', `/${name}`);
        const { body } = await agent.get(url).expect(200);
        const { state } = body.items[0];
        expect(state.basis.revisionHash).toBe(one.newest ?? one.stable ?? 'a');
        expect(state.phase).toBe(one.phase ?? 'healthy');
        expect(body.clusters[0].condition).toBe('watching');
      });
    };
    return { ...started, agent, rollouts, sees };
  }

  it('remembers a rollout from its start to its end, and after the workload', async () => {
    const { agent, rollouts, sees } = await portal();
    await sees('web', {});
    expect(await rollouts()).toEqual({ items: [], nextCursor: null });
    await sees('web', { newest: 'b', phase: 'progressing' });
    await sees('web', { newest: 'b', phase: 'paused', step: 1, weight: 10 });
    await sees('web', { stable: 'b' });
    const { items } = await rollouts();
    expect(items).toMatchObject([
      {
        revisionHash: 'b',
        verdict: 'promoted',
        environment: 'production',
        partial: false,
      },
    ]);
    const one = `${WEB}/rollouts/${items[0].id}`;
    const { body, headers } = await agent.get(one).expect(200);
    const detail: RolloutDetail = body;
    expect(detail.phases.map(({ phase }) => phase)).toEqual([
      'progressing',
      'paused',
      'healthy',
    ]);
    await agent.get(one).set('If-None-Match', headers.etag).expect(304);

    server.delete(ROLLOUTS, 'shop/web');
    await eventually(async () => {
      expect((await agent.get(WEB)).body.items).toEqual([]);
    });
    expect((await rollouts()).items).toHaveLength(1);
    // It is not for those who ask through another entity.
    await agent.get(one.replace('/web', '/api')).expect(404);
    await agent.get(one.replace('/web', '/none')).expect(404);
    await agent.get(`${WEB}/rollouts?cursor=x`).expect(400);
    await agent.get(`${WEB}/rollouts?limit=1000`).expect(400);
  });

  it('exports all of it', async () => {
    const { agent, sees } = await portal();
    await sees('web', {});
    await sees('web', { newest: 'b', phase: 'progressing' });
    await sees('web', { newest: 'c', phase: 'progressing' });
    const csv = await agent
      .get(`${WEB}/rollouts/export?format=csv`)
      .expect(200)
      .expect('Content-Type', /^text\/csv/)
      .expect('Content-Disposition', 'attachment; filename="rollouts-web.csv"');
    expect(csv.text.split('\r\n')).toHaveLength(4);
    const json = await agent
      .get(`${WEB}/rollouts/export?format=json`)
      .expect(200);
    expect(
      JSON.parse(json.text ?? json.body).map(
        (record: { verdict: string }) => record.verdict,
      ),
    ).toEqual(['running', 'superseded']);
    await agent.get(`${WEB}/rollouts/export?format=xml`).expect(400);
    await agent.get(`${WEB}/rollouts/export`).expect(400);
  });

  it('computes the delivery of entities, systems and owners that may be read', async () => {
    const { agent, sees } = await portal();
    for (const name of ['web', 'api']) {
      await sees(name, {});
      await sees(name, { newest: 'b', phase: 'progressing' });
      await sees(name, { stable: 'b' });
    }
    await sees('api', { newest: 'c', stable: 'b', phase: 'progressing' });
    await sees('api', {
      newest: 'c',
      stable: 'b',
      phase: 'degraded',
      aborted: true,
    });
    const delivery = async (query: string): Promise<DeliveryPerformance> =>
      (await agent.get(`${DELIVERY}?${query}`).expect(200)).body;
    expect(await delivery('entity=web&days=7')).toMatchObject({
      environment: 'production',
      deployments: 1,
      deploymentsPerDay: 1 / 7,
      leadTimeSeconds: null,
      leadTimeKnown: 0,
      changeFailureRate: 0,
    });
    expect(await delivery('system=shop')).toMatchObject({
      deployments: 2,
      failures: 1,
      changeFailureRate: 1 / 3,
    });
    expect(await delivery('owner=group:default/api-team')).toMatchObject({
      deployments: 1,
      changeFailureRate: 1 / 2,
    });
    expect(await delivery('owner=group:default/nobody')).toMatchObject({
      deployments: 0,
      changeFailureRate: null,
    });
    expect(await delivery('entity=web&environment=staging')).toMatchObject({
      deployments: 0,
    });
    expect(await delivery('entity=web&environment=')).toMatchObject({
      environment: null,
      deployments: 1,
    });
    await agent.get(`${DELIVERY}?entity=component:default/none`).expect(404);
    for (const query of [
      '',
      'entity=web&system=shop',
      'entity=/',
      'entity=web&days=6',
    ]) {
      await agent.get(`${DELIVERY}?${query}`).expect(400);
    }
  });

  it('shows nothing to those who may not see rollouts', async () => {
    const { agent } = await portal({
      policy: { 'deployments.read': { result: AuthorizeResult.DENY } },
    });
    expect.assertions(4);
    for (const url of [
      `${WEB}/rollouts`,
      `${WEB}/rollouts/1`,
      `${WEB}/rollouts/export?format=csv`,
      `${DELIVERY}?entity=web`,
    ]) {
      expect((await agent.get(url)).status).toBe(403);
    }
  });

  it('tells the owners once when a rollout fails, and nothing at first sight', async () => {
    look('api', { newest: 'b', aborted: true, phase: 'degraded' });
    const { notified, sees } = await portal();
    await sees('web', {});
    await sees('web', { newest: 'b', phase: 'progressing' });
    const failed: Look = { newest: 'b', aborted: true, phase: 'degraded' };
    await sees('web', failed);
    await eventually(() => expect(notified).toHaveLength(1));
    expect(notified[0]).toEqual({
      recipients: { type: 'entity', entityRef: ['group:default/web-team'] },
      payload: {
        title: 'The rollout of web was aborted',
        description: 'shop in east · registry/web:b · it is bad',
        link: '/catalog/default/component/web/deployments',
        severity: 'high',
        topic: 'rollout-failed',
        scope: expect.stringMatching(/^[0-9a-f]{32}\/rollout:\d+$/),
      },
    });
  });

  it('refuses a configuration that cannot be meant', async () => {
    for (const deployments of [
      { history: { retention: 0 } },
      { history: { actsRetention: 1.5 } },
      {
        notifications: {
          webhooks: [{ url: 'ftp://x', secret: 'x'.repeat(32) }],
        },
      },
      { notifications: { webhooks: [{ url: 'https://x', secret: 'short' }] } },
    ]) {
      await expect(portal({ config: { deployments } })).rejects.toThrow(
        /deployments\.(history\.(retention|actsRetention)|notifications\.webhooks\[0\]\.)/,
      );
    }
  });
});
