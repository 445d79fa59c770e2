import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { EntityDeployments } from '@heal7/backstage-plugin-deployments-common';
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

const WEB = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    annotations: { 'backstage.io/kubernetes-id': 'web' },
  },
  spec: {},
};
const URL = '/api/deployments/v1/entities/component/default/web';
const FREEZES = '/api/deployments/v1/freezes';
const TARGET = {
  cluster: 'east',
  namespace: 'shop',
  name: 'web',
  engine: 'fake',
};

const hence = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString();

const freeze = (extra: object = {}) => ({
  environment: 'production',
  until: hence(1),
  reason: 'the big sale',
  ...extra,
});

/** The fake engine, which can also be aborted. */
const source: PortalOptions['source'] = {
  ...fakeSource,
  plan: async (asked, reader) =>
    fakeSource.plan(
      asked.action === 'abort' ? { ...asked, action: 'promote' } : asked,
      reader,
    ),
};

describe('freezes and reasons', () => {
  let server: FakeApiServer;
  const stops: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    server = await FakeApiServer.start(ROLLOUTS, PODS);
    server.apply(ROLLOUTS, rollout('web', { step: 1 }));
  });

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
    await server.stop();
  });

  async function portal(options: Partial<PortalOptions> = {}) {
    const started = await startPortal({
      clusters: [clusterAt('east', server.url)],
      entities: [WEB],
      source,
      config: {
        deployments: {
          clusters: {
            east: { environment: 'production', acting: { token: 'act' } },
          },
        },
      },
      ...options,
    });
    stops.push(() => started.backend.stop());
    const agent = request(started.backend.server);
    const view = async () => {
      const { body }: { body: EntityDeployments } = await agent.get(URL);
      expect(body.items).toHaveLength(1);
      return body.items[0];
    };
    await eventually(view);
    const perform = async (action: string, reason?: string) => {
      const { state } = await view();
      return agent
        .post(`${URL}/actions`)
        .send({ target: TARGET, action, basis: state.basis, reason });
    };
    return { ...started, agent, view, perform };
  }

  it('hold back everything but aborting, say why and until when, and can be lifted', async () => {
    const { agent, view, perform, published } = await portal();
    published.length = 0;
    const declared = await agent.post(FREEZES).send(freeze()).expect(201);
    expect(declared.body).toMatchObject({
      cluster: null,
      environment: 'production',
      declaredBy: 'user:default/mock',
    });
    const { channels } = (await agent.get(URL)).body;
    expect(published.some(channel => channels.includes(channel))).toBe(true);
    const { id, reason, until } = declared.body;
    expect((await view()).access).toMatchObject({
      allowed: ['abort'],
      denial: 'frozen',
      freeze: { id, reason, until },
    });
    const refused = await perform('promote', 'it is urgent');
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(
      `frozen until ${until} ("the big sale")`,
    );
    expect((await perform('abort', 'it is bad')).status).toBe(200);

    await agent.delete(`${FREEZES}/${id}`).expect(204);
    await agent.delete(`${FREEZES}/${id}`).expect(404);
    expect((await view()).access).toMatchObject({ denial: null, freeze: null });
    expect((await perform('promote', 'at last')).status).toBe(200);
  });

  it('are shown before they begin, and hold back nothing until then', async () => {
    const { agent, view } = await portal();
    const body = freeze({ cluster: 'east', from: hence(1), until: hence(2) });
    await agent.post(FREEZES).send(body).expect(201);
    const { body: list } = await agent.get(FREEZES).expect(200);
    expect(list).toMatchObject({ mayDeclare: true, items: [body] });
    expect((await view()).access).toMatchObject({ denial: null, freeze: null });
  });

  it('are declared and lifted by those who may only, and audited', async () => {
    const { agent, auditor, event } = await portal({
      policy: { 'deployments.freeze': { result: AuthorizeResult.DENY } },
    });
    const refused = await agent.post(FREEZES).send(freeze()).expect(403);
    expect(refused.body.error.message).toContain('deployments.freeze');
    await agent
      .delete(`${FREEZES}/00000000-0000-4000-8000-000000000000`)
      .expect(403);
    expect((await agent.get(FREEZES)).body).toEqual({
      items: [],
      mayDeclare: false,
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'freeze', severityLevel: 'high' }),
    );
    expect(event.fail).toHaveBeenCalledTimes(2);
  });

  it.each([
    [{ environment: null }, 'name a cluster, an environment or both'],
    [{ reason: ' ' }, 'reason: '],
    [{ reason: 'x'.repeat(501) }, 'reason: '],
    [{ until: 'tomorrow' }, 'until: '],
    [{ from: hence(3), until: hence(2) }, 'end after it begins'],
    [{ from: hence(-3), until: hence(-2) }, 'end in the future'],
    [{ environment: 'prodution' }, 'There are: east (production)'],
    [{ cluster: 'east', environment: 'staging' }, 'No cluster is meant'],
  ])('are refused with %j', async (extra, message) => {
    const { agent } = await portal();
    const answer = await agent.post(FREEZES).send(freeze(extra)).expect(400);
    expect(answer.body.error.message).toContain(message);
    expect((await agent.get(FREEZES)).body.items).toEqual([]);
  });

  it('asks for a reason in production', async () => {
    const { view, perform } = await portal();
    expect((await view()).access.reasonRequired).toBe(true);
    for (const reason of [undefined, '', '  ']) {
      const answer = await perform('promote', reason);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain('Say why');
    }
    expect(server.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect((await perform('promote', 'the metrics are good')).status).toBe(200);
  });
});
