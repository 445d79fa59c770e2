import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import { FakeApiServer } from '../__testUtils__/FakeApiServer';
import { PODS, rollout, ROLLOUTS } from '../__testUtils__/fakeSource';
import { clusterAt, startPortal } from '../__testUtils__/startPortal';

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
};

describe('GET .../metrics', () => {
  it('asks the Prometheus of the cluster, with its credential', async () => {
    const asked: { authorization?: string; form: URLSearchParams }[] = [];
    // Answers as Prometheus does when it has no such series.
    const prometheus = createServer(async (incoming, response) => {
      let body = '';
      for await (const chunk of incoming) {
        body += chunk;
      }
      asked.push({
        authorization: incoming.headers.authorization,
        form: new URLSearchParams(body),
      });
      response.end(
        '{"status":"success","data":{"resultType":"matrix","result":[]}}',
      );
    });
    await new Promise<void>(resolve => {
      prometheus.listen(0, '127.0.0.1', resolve);
    });
    const cluster = await FakeApiServer.start(ROLLOUTS, PODS);
    cluster.apply(ROLLOUTS, rollout('web', { step: 1 }));
    const { backend } = await startPortal({
      clusters: [clusterAt('east', cluster.url)],
      entities: [WEB],
      config: {
        deployments: {
          clusters: {
            east: {
              metrics: {
                source: 'prometheus',
                url: `http://127.0.0.1:${
                  (prometheus.address() as AddressInfo).port
                }`,
                bearerToken: 'metrics-token',
              },
            },
          },
        },
      },
    });
    try {
      const agent = request(backend.server);
      await eventually(async () =>
        expect((await agent.get(URL)).body.items).toHaveLength(1),
      );
      const get = (query: object) =>
        agent.get(`${URL}/metrics`).query({ ...QUERY, ...query });

      const { body } = await get({}).expect(200);
      expect(body).toMatchObject({ stepSeconds: 30, unavailable: null });
      expect(body.charts).toHaveLength(3);
      expect(body.charts[0].series[0]).toMatchObject({
        role: 'canary',
        hash: 'r1',
      });
      expect(body.charts[0].series[0].points).toHaveLength(241);
      expect(asked).toHaveLength(3);
      expect(asked[0].authorization).toBe('Bearer metrics-token');
      expect(asked[0].form.get('query')).toContain(
        'namespace="shop",pod=~"web-((primary|canary|blue|green)-)?r1-[^-]+"',
      );

      const days = { from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' };
      const long = await get(days).expect(400);
      expect(long.body.error.message).toContain('24 hours');
      await get({ from: 'yesterday' }).expect(400);
      await get({ name: 'other' }).expect(404);
      expect(asked).toHaveLength(3);
    } finally {
      await backend.stop();
      await cluster.stop();
      prometheus.close();
      prometheus.closeAllConnections();
    }
  });
});
