import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { EntityDeployments } from '@heal7/backstage-plugin-deployments-common';
import request from 'supertest';
import { createDeploymentsConditionalDecision } from './permissions/rules';
import { deploymentsConditions } from './permissions/rules';
import { deploymentsActPermission } from '@heal7/backstage-plugin-deployments-common';
import { eventually } from './__testUtils__/eventually';
import { FakeApiServer } from './__testUtils__/FakeApiServer';
import { pod, PODS, rollout, ROLLOUTS } from './__testUtils__/fakeSource';
import { clusterAt, startPortal } from './__testUtils__/startPortal';
import type { PortalOptions } from './__testUtils__/startPortal';

const entity = (name: string, annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations },
  spec: {},
  relations: [{ type: 'ownedBy', targetRef: 'group:default/web-team' }],
});

const WEB = entity('web', { 'backstage.io/kubernetes-id': 'web' });
const URL = '/api/deployments/v1/entities/component/default/web';

describe('deploymentsPlugin', () => {
  let server: FakeApiServer;
  const stops: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    server = await FakeApiServer.start(ROLLOUTS, PODS);
    server.apply(ROLLOUTS, rollout('web', { step: 1 }));
    server.apply(PODS, pod('web-1', 'web'));
  });

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
    await server.stop();
  });

  async function portal(options: Partial<PortalOptions> = {}) {
    const started = await startPortal({
      clusters: [clusterAt('east', server.url)],
      entities: [WEB],
      ...options,
    });
    stops.push(() => started.backend.stop());
    const agent = request(started.backend.server);
    const view = async (url = URL): Promise<EntityDeployments> =>
      (await agent.get(url).expect(200)).body;
    const seen = (step = 1) =>
      eventually(async () => {
        const body = await view();
        expect(body.items.map(({ state }) => state.step?.index)).toEqual([
          step,
        ]);
        expect(body.clusters[0].condition).toBe('watching');
        return body;
      });
    return { ...started, agent, view, seen };
  }

  const acting = (extra: object = {}) => ({
    deployments: {
      clusters: { east: { acting: { token: 'act' }, ...extra } },
    },
  });

  it('shows what is in the cluster, and calls it no more for further views', async () => {
    const { seen, view } = await portal();
    const body = await seen();
    expect(body).toMatchObject({
      entityRef: 'component:default/web',
      selected: true,
      items: [
        {
          state: { cluster: 'east', replicas: { desired: 1, ready: 1 } },
          access: { allowed: [], denial: 'no-credential', logs: true },
        },
      ],
    });
    const before = server.requests.length;
    await view();
    await view();
    expect(server.requests).toHaveLength(before);
    expect(server.requests[0].headers.authorization).toBe('Bearer view');
  });

  it('announces a change on a channel of the answer, and shows it', async () => {
    const { seen, published } = await portal();
    const { channels } = await seen();
    published.length = 0;
    server.apply(ROLLOUTS, rollout('web', { step: 2 }));
    await eventually(() =>
      expect(channels.some(channel => published.includes(channel))).toBe(true),
    );
    const after = await seen(2);
    expect(after.channels).toEqual(channels);
  });

  it('announces a new rollout of the entity, and its removal', async () => {
    server.delete(ROLLOUTS, 'shop/web');
    const { view, published } = await portal();
    const { channels, items } = await eventually(async () => {
      const body = await view();
      expect(body.clusters[0]?.condition).toBe('watching');
      return body;
    });
    expect(items).toEqual([]);
    const heard = () =>
      eventually(() =>
        expect(channels.some(channel => published.includes(channel))).toBe(
          true,
        ),
      );
    published.length = 0;
    server.apply(ROLLOUTS, rollout('web'));
    await heard();
    published.length = 0;
    server.delete(ROLLOUTS, 'shop/web');
    await heard();
    expect((await view()).items).toEqual([]);
  });

  it('answers 304 while nothing has changed, even to a script of a browser', async () => {
    const { seen, agent } = await portal();
    await seen();
    const first = await agent.get(URL);
    const again = () =>
      agent
        .get(URL)
        .set('If-None-Match', first.headers.etag)
        .set('Cache-Control', 'no-cache');
    expect((await again()).status).toBe(304);
    server.apply(ROLLOUTS, rollout('web', { step: 2 }));
    await seen(2);
    expect((await again()).status).toBe(200);
  });

  it('keeps the last state of a cluster that went away, and says since when', async () => {
    const { seen, view } = await portal();
    await seen();
    const { port } = server;
    await server.stop();
    const lost = await eventually(async () => {
      const body = await view();
      expect(body.clusters[0].condition).toBe('unreachable');
      return body;
    });
    expect(lost.items).toHaveLength(1);
    expect(lost.clusters[0].message).toContain("cluster 'east'");
    await server.listen(port);
    expect((await seen()).clusters[0].message).toBe('');
  });

  it('does not let a cluster that never answers hide another', async () => {
    const silent = await FakeApiServer.start();
    silent.intercept = () => true;
    stops.push(() => silent.stop());
    const { view } = await portal({
      clusters: [clusterAt('east', server.url), clusterAt('west', silent.url)],
    });
    await eventually(async () => {
      const body = await view();
      expect(
        body.clusters.map(({ name, condition }) => [name, condition]),
      ).toEqual([
        ['east', 'watching'],
        ['west', 'connecting'],
      ]);
      expect(body.items).toHaveLength(1);
    });
  });

  it('explains clusters that need the token of each viewer', async () => {
    const { view } = await portal({
      clusters: [
        {
          ...clusterAt('east', server.url),
          authMetadata: { 'kubernetes.io/auth-provider': 'google' },
        },
      ],
    });
    await eventually(async () => {
      const { clusters } = await view();
      expect(clusters[0]?.condition).toBe('not-watchable');
      expect(clusters[0].message).toContain("'google'");
    });
    expect(server.requests).toEqual([]);
  });

  it('answers 404 for an entity that cannot be read, 400 for a bad selector', async () => {
    const { agent } = await portal({
      entities: [
        entity('bad', { 'backstage.io/kubernetes-label-selector': 'a=(' }),
        entity('none', {}),
      ],
    });
    await agent.get(URL).expect(404);
    const bad = await agent.get(URL.replace('/web', '/bad')).expect(400);
    expect(bad.body.error.message).toContain(
      "'backstage.io/kubernetes-label-selector'",
    );
    const none = await agent.get(URL.replace('/web', '/none')).expect(200);
    expect(none.body).toMatchObject({ selected: false, items: [] });
  });

  it('shows nothing to callers who may not see rollouts', async () => {
    const { agent } = await portal({
      policy: { 'deployments.read': { result: AuthorizeResult.DENY } },
    });
    const statuses = await Promise.all(
      [URL, `${URL}/history`, '/api/deployments/v1/clusters'].map(
        async url => (await agent.get(url)).status,
      ),
    );
    expect(statuses).toEqual([403, 403, 403]);
  });

  describe('acting', () => {
    const promote = (basis: object, extra: object = {}) => ({
      target: {
        cluster: 'east',
        namespace: 'shop',
        name: 'web',
        engine: 'fake',
      },
      action: 'promote',
      basis,
      reason: 'looks good',
      ...extra,
    });

    it('carries an action out with the acting credential and records it', async () => {
      const { seen, agent, auditor, event } = await portal({
        config: acting(),
      });
      const { items } = await seen();
      expect(items[0].access.denial).toBeNull();
      const answer = await agent
        .post(`${URL}/actions`)
        .send(promote(items[0].state.basis))
        .expect(200);
      expect(answer.body.state.step.index).toBe(2);
      const patch = server.requests.find(({ method }) => method === 'PATCH')!;
      expect(patch.headers.authorization).toBe('Bearer act');
      expect(patch.body).toMatchObject({
        metadata: { resourceVersion: expect.any(String) },
      });
      const history = await agent.get(`${URL}/history`).expect(200);
      expect(history.body).toMatchObject({
        nextCursor: null,
        items: [
          {
            action: 'promote',
            actor: 'user:default/mock',
            reason: 'looks good',
            outcome: 'done',
            target: { cluster: 'east', name: 'web' },
          },
        ],
      });
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({ eventId: 'act' }),
      );
      expect(event.success).toHaveBeenCalled();
    });

    it('answers 409 with the fresh state when the rollout has moved on', async () => {
      const { seen, agent } = await portal({ config: acting() });
      const { items } = await seen();
      server.apply(ROLLOUTS, rollout('web', { step: 3 }));
      const answer = await agent
        .post(`${URL}/actions`)
        .send(promote(items[0].state.basis))
        .expect(409);
      expect(answer.body.conflict.fields).toEqual(['stepIndex']);
      expect(answer.body.state.step.index).toBe(3);
      expect(server.requests.some(({ method }) => method === 'PATCH')).toBe(
        false,
      );
    });

    it('tries again when only the resourceVersion moved', async () => {
      const { seen, agent } = await portal({ config: acting() });
      const { items } = await seen();
      let refused = 0;
      server.intercept = (seenRequest, response) =>
        seenRequest.method === 'PATCH' &&
        refused++ < 2 &&
        FakeApiServer.status(response, 409, 'has been modified');
      await agent
        .post(`${URL}/actions`)
        .send(promote(items[0].state.basis))
        .expect(200);
      expect(refused).toBe(3);
    });

    it('answers from a live read when the watch does not catch up', async () => {
      const { seen, agent } = await portal({ config: acting() });
      const { items } = await seen();
      server.endWatches();
      server.intercept = ({ query }, response) =>
        Boolean(query.watch) &&
        FakeApiServer.status(response, 500, 'no watch today');
      const answer = await agent
        .post(`${URL}/actions`)
        .send(promote(items[0].state.basis))
        .expect(200);
      expect(answer.body.state).toMatchObject({
        step: { index: 2 },
        replicas: { desired: 1 },
      });
    });

    it('refuses bad input before anything else', async () => {
      const { seen, agent } = await portal({ config: acting() });
      const { items } = await seen();
      const { basis } = items[0].state;
      const bad = await agent
        .post(`${URL}/actions`)
        .send(promote(basis, { action: 'destroy', reason: 'x'.repeat(501) }))
        .expect(400);
      expect(bad.body.error.message).toMatch(/action: .*reason: /s);
      await agent
        .post(`${URL}/actions`)
        .send(
          promote(basis, {
            target: { ...promote(basis).target, name: 'other' },
          }),
        )
        .expect(404);
      await agent
        .post(`${URL}/actions`)
        .set('content-type', 'application/json')
        .send('{"target":')
        .expect(400);
      expect(server.requests.every(({ method }) => method === 'GET')).toBe(
        true,
      );
    });

    it('refuses when the workload does not name the entity, unless the namespace is given to its owner', async () => {
      server.apply(ROLLOUTS, rollout('web', { step: 1, labels: { app: 'x' } }));
      const entities = [
        entity('web', { 'backstage.io/kubernetes-label-selector': 'app=x' }),
      ];
      const first = await portal({ config: acting(), entities });
      const { items } = await first.seen();
      expect(items[0].access).toEqual({
        allowed: [],
        denial: 'not-claimed',
        freeze: null,
        reasonRequired: false,
        logs: false,
      });
      const denied = await first.agent
        .post(`${URL}/actions`)
        .send(promote(items[0].state.basis))
        .expect(403);
      expect(denied.body.error.message).toContain('heal7.com/entity');
      const history = await first.agent.get(`${URL}/history`);
      expect(history.body.items[0]).toMatchObject({ outcome: 'failed' });

      const second = await portal({
        entities,
        config: acting({
          owners: [{ namespace: 'shop', ownerRefs: ['web-team'] }],
        }),
      });
      await second.seen();
      await second.agent
        .post(`${URL}/actions`)
        .send(promote(items[0].state.basis))
        .expect(200);
    });

    it('applies the conditions of the policy to each action', async () => {
      const { seen, agent } = await portal({
        config: acting({ environment: 'staging' }),
        policy: {
          'deployments.act': createDeploymentsConditionalDecision(
            deploymentsActPermission,
            {
              allOf: [
                deploymentsConditions.hasAction({ actions: ['promote'] }),
                deploymentsConditions.inEnvironment({
                  environments: ['staging'],
                }),
                deploymentsConditions.isEntityOwner({
                  claims: ['group:default/web-team'],
                }),
                {
                  not: deploymentsConditions.inCluster({ clusters: ['west'] }),
                },
                { not: deploymentsConditions.inDemoCluster() },
              ],
            },
          ),
        },
      });
      const { items } = await seen();
      expect(items[0].access).toMatchObject({
        allowed: ['promote'],
        denial: 'not-permitted',
      });
      const { basis } = items[0].state;
      await agent
        .post(`${URL}/actions`)
        .send(promote(basis, { action: 'abort' }))
        .expect(403);
      await agent.post(`${URL}/actions`).send(promote(basis)).expect(200);
    });

    it("passes on the engine's refusal and records it", async () => {
      const { seen, agent, event } = await portal({ config: acting() });
      const { items } = await seen();
      const refused = await agent
        .post(`${URL}/actions`)
        .send(promote(items[0].state.basis, { action: 'retry' }))
        .expect(409);
      expect(refused.body.error.message).toContain('promote instead');
      expect(event.fail).toHaveBeenCalled();
    });
  });

  describe('logs', () => {
    const query = {
      cluster: 'east',
      namespace: 'shop',
      deployment: 'web',
      pod: 'web-1',
      container: 'main',
      tailLines: '50',
    };

    it('reads them with the viewing credential, bounded', async () => {
      const { seen, agent } = await portal({ config: acting() });
      await seen();
      const answer = await agent.get(`${URL}/logs`).query(query).expect(200);
      expect(answer.text).toBe('log of web-1\n');
      expect(answer.headers['content-type']).toMatch(/^text\/plain/);
      const read = server.requests.find(({ path }) => path.endsWith('/log'))!;
      expect(read.query).toEqual({
        container: 'main',
        tailLines: '50',
        limitBytes: '1048576',
      });
      expect(read.headers.authorization).toBe('Bearer view');
    });

    it("refuses pods that are none of the entity's", async () => {
      server.apply(PODS, pod('other-1', 'other'));
      const { seen, agent } = await portal();
      await seen();
      const statusOf = async (change: object) =>
        (await agent.get(`${URL}/logs`).query({ ...query, ...change })).status;
      expect(await statusOf({ pod: 'other-1' })).toBe(404);
      expect(await statusOf({ container: 'other' })).toBe(404);
      expect(await statusOf({ tailLines: '2001' })).toBe(400);
    });

    it('refuses callers without the permission', async () => {
      const { seen, agent } = await portal({
        policy: { 'deployments.logs.read': { result: AuthorizeResult.DENY } },
      });
      await seen();
      const answer = await agent.get(`${URL}/logs`).query(query);
      expect(answer.status).toBe(403);
    });
  });
});
