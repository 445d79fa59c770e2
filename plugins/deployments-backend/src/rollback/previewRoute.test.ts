import { InputError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
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
const QUERY = {
  cluster: 'east',
  namespace: 'shop',
  name: 'web',
  engine: 'fake',
  revisionHash: 'r0',
};

const withImage = (image: string, token: string) => ({
  spec: {
    containers: [
      { name: 'main', image, env: [{ name: 'TOKEN', value: token }] },
    ],
  },
});

const source: PortalOptions['source'] = {
  ...fakeSource,
  async rollbackTemplates({ revisionHash }) {
    if (revisionHash !== 'r0') {
      throw new InputError(`There is no revision ${revisionHash}`);
    }
    return {
      current: withImage('web:2', 'new-token'),
      target: withImage('web:1', 'old-token'),
    };
  },
};

describe('GET .../rollback', () => {
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

  async function ask(query: object, options: Partial<PortalOptions> = {}) {
    const { backend } = await startPortal({
      clusters: [clusterAt('east', server.url)],
      entities: [WEB],
      source,
      config: {
        deployments: { clusters: { east: { acting: { token: 'act' } } } },
      },
      ...options,
    });
    stops.push(() => backend.stop());
    const agent = request(backend.server);
    await eventually(async () =>
      expect((await agent.get(URL)).body.items).toHaveLength(1),
    );
    return agent.get(`${URL}/rollback`).query({ ...QUERY, ...query });
  }

  it('reads the cluster with the viewing credential and masks values', async () => {
    const answer = await ask({});
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({
      revisionHash: 'r0',
      basis: { uid: 'uid-web', stepIndex: 1 },
      masked: 1,
    });
    const text = answer.body.lines
      .map((line: { text: string }) => line.text)
      .join('\n');
    expect(text).toContain('web:2');
    expect(text).not.toMatch(/old-token|new-token/);
    const reads = server.requests.filter(({ path }) => path.endsWith('/web'));
    expect(reads.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer view',
    ]);
  });

  it('tells who may not roll back why nothing is shown', async () => {
    const answer = await ask(
      {},
      { policy: { 'deployments.act': { result: AuthorizeResult.DENY } } },
    );
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('permissions do not allow it');
  });

  it.each([
    [{ revisionHash: 'r7' }, 400, 'no revision r7'],
    [{ revisionHash: '' }, 400, 'revisionHash'],
    [{ name: 'other' }, 404, 'has no rollout shop/other'],
  ])('refuses %j', async (query, status, message) => {
    const answer = await ask(query);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(message);
  });

  it('says so when the engine cannot go back', async () => {
    const answer = await ask({}, { source: fakeSource });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('cannot be rolled back');
  });
});
