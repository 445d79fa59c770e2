import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ProvisioningClient } from './ProvisioningClient';

const credentials = { principal: 'ana' } as unknown as BackstageCredentials;

describe('ProvisioningClient', () => {
  let server: Server;
  let client: ProvisioningClient;
  let seen: Array<Pick<IncomingMessage, 'method' | 'url' | 'headers'>>;
  let answer: { status: number; body: unknown };

  beforeEach(async () => {
    seen = [];
    answer = { status: 200, body: {} };
    server = createServer((request, response) => {
      seen.push(request);
      response.statusCode = answer.status;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    client = new ProvisioningClient({
      auth: {
        getPluginRequestToken: async ({ onBehalfOf, targetPluginId }) => ({
          token: `${
            onBehalfOf.principal as unknown as string
          }@${targetPluginId}`,
        }),
      },
      discovery: {
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
        getExternalBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      },
    });
  });

  afterEach(async () => {
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  it('asks on behalf of who it is asked by', async () => {
    answer.body = { id: 'r1' };
    await expect(client.run('r1', { credentials })).resolves.toEqual({
      id: 'r1',
    });
    expect(seen[0].url).toBe('/api/provisioning/runs/r1');
    expect(seen[0].headers.authorization).toBe('Bearer ana@provisioning');
  });

  it('lets no id leave its place in the address', async () => {
    await client.outputs('../runs/r1?x', { credentials });
    expect(seen[0].url).toBe(
      '/api/provisioning/stacks/..%2Fruns%2Fr1%3Fx/outputs',
    );
  });

  it("throws the backend's own error, with its name and message", async () => {
    answer = {
      status: 409,
      body: {
        error: { name: 'ConflictError', message: 'A run is under way' },
        response: { statusCode: 409 },
      },
    };
    await expect(client.stack('s1', { credentials })).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('A run is under way'),
    });
  });
});
