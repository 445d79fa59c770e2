import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import colleague from './colleague';

const config = (host: string, providers: object) =>
  mockServices.rootConfig.factory({
    data: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: { baseUrl: 'http://localhost:7007', listen: { host, port: 0 } },
      auth: { environment: 'development', providers },
    } as never,
  });

const catalog = catalogServiceMock.factory({
  entities: [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'lead-developer', namespace: 'default' },
      spec: { memberOf: [] },
    },
  ],
});

const settings = {
  colleague: { userEntityRef: 'user:default/lead-developer' },
};

describe('the colleague of the guest', () => {
  const start = (host: string, providers: object) =>
    startTestBackend({
      features: [authPlugin, colleague, catalog, config(host, providers)],
    });

  it('is somebody of the catalog', async () => {
    const { server } = await start('127.0.0.1', settings);
    const answer = await fetch(
      `http://localhost:${server.port()}/api/auth/colleague/refresh`,
      { method: 'POST' },
    );
    const { backstageIdentity } = await answer.json();
    expect(backstageIdentity.identity.userEntityRef).toBe(
      'user:default/lead-developer',
    );
  });

  it('is nobody on a backend that others can reach', async () => {
    await expect(start('0.0.0.0', settings)).rejects.toThrow(
      /auth\.providers\.colleague/,
    );
  });
});
