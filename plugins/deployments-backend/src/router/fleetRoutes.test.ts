import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  FleetPage,
  FleetSummary,
} from '@heal7/backstage-plugin-deployments-common';
import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import { FakeApiServer } from '../__testUtils__/FakeApiServer';
import { PODS, rollout, ROLLOUTS } from '../__testUtils__/fakeSource';
import { clusterAt, startPortal } from '../__testUtils__/startPortal';
import type { PortalOptions } from '../__testUtils__/startPortal';

const WEB = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    title: 'The web',
    annotations: { 'backstage.io/kubernetes-id': 'web' },
  },
  spec: {},
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/web-team' },
    { type: 'partOf', targetRef: 'system:default/shop' },
  ],
};
const PAGE = '/api/deployments/v1/targets';

describe('the fleet over HTTP', () => {
  let server: FakeApiServer;
  const stops: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    server = await FakeApiServer.start(ROLLOUTS, PODS);
    server.apply(ROLLOUTS, rollout('web'));
    server.apply(ROLLOUTS, rollout('stray'));
  });

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
    await server.stop();
  });

  async function portal(policy: PortalOptions['policy'] = {}) {
    const { backend, published } = await startPortal({
      clusters: [clusterAt('east', server.url)],
      entities: [WEB],
      policy,
      config: { deployments: { clusters: { east: { environment: 'prod' } } } },
    });
    stops.push(() => backend.stop());
    const agent = request(backend.server);
    const names = async (query = '') => {
      const { body } = await agent.get(`${PAGE}${query}`).expect(200);
      return (body as FleetPage).items.map(({ target }) => target.name);
    };
    return { agent, names, published };
  }

  it('shows a row with its entity, counts it, and tells of changes', async () => {
    const { agent, published } = await portal();
    const page = await eventually(async () => {
      const { body } = await agent.get(PAGE).expect(200);
      expect(body.items).toHaveLength(1);
      expect(body.items[0].stale).toBe(false);
      return body as FleetPage;
    });
    expect(page.items[0]).toMatchObject({
      target: { cluster: 'east', name: 'web', engine: 'fake' },
      environment: 'prod',
      entities: [
        {
          entityRef: 'component:default/web',
          title: 'The web',
          owners: ['group:default/web-team'],
          system: 'system:default/shop',
        },
      ],
    });
    const { body } = await agent
      .get(`${PAGE}/summary?cluster=none&environment=prod`)
      .expect(200);
    expect(body as FleetSummary).toMatchObject({
      total: 0,
      clusters: [{ value: 'east', count: 1 }],
      environments: [],
      mayReadUnmapped: true,
    });
    published.length = 0;
    server.apply(ROLLOUTS, rollout('web', { step: 2 }));
    await eventually(() => expect(published).toContain(page.channels[0]));
  });

  it('answers 304 while nothing has changed', async () => {
    const { agent, names } = await portal();
    await eventually(async () => expect(await names()).toEqual(['web']));
    await eventually(async () => {
      const { headers } = await agent.get(PAGE);
      await agent.get(PAGE).set('If-None-Match', headers.etag).expect(304);
    });
  });

  it('shows what no entity selects only by its own permission', async () => {
    const allowed = await portal();
    await eventually(async () =>
      expect(await allowed.names('?unmapped=true')).toEqual(['stray']),
    );
    const denied = await portal({
      'deployments.unmapped.read': { result: AuthorizeResult.DENY },
    });
    await denied.agent.get(`${PAGE}?unmapped=true`).expect(403);
    const { body } = await denied.agent.get(`${PAGE}/summary`).expect(200);
    expect(body.mayReadUnmapped).toBe(false);
  });

  it('shows nothing to who may read no entity, and refuses who may see no rollouts', async () => {
    const blind = await portal({
      'catalog.entity.read': { result: AuthorizeResult.DENY },
    });
    await eventually(async () =>
      expect(await blind.names('?unmapped=true')).toEqual(['stray']),
    );
    expect(await blind.names()).toEqual([]);
    const refused = await portal({
      'deployments.read': { result: AuthorizeResult.DENY },
    });
    await refused.agent.get(PAGE).expect(403);
    await refused.agent.get(`${PAGE}/summary`).expect(403);
  });

  it.each([
    'phase=broken',
    'limit=0',
    'limit=201',
    'sort=image',
    'order=up',
    'mine=yes',
    'owner=nobody',
    'cursor=x',
    'cluster=',
    'phase[a]=healthy',
  ])('refuses %s', async query => {
    const { agent } = await portal();
    const { body } = await agent.get(`${PAGE}?${query}`).expect(400);
    expect(body.error.name).toBe('InputError');
  });
});
