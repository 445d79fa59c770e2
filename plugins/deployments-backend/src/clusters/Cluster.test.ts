import { createMockDirectory } from '@backstage/backend-test-utils';
import type { AuthenticationStrategy } from '@backstage/plugin-kubernetes-node';
import { FakeApiServer } from '../__testUtils__/FakeApiServer';
import { rollout, ROLLOUTS } from '../__testUtils__/fakeSource';
import { clusterAt } from '../__testUtils__/startPortal';
import { Cluster } from './Cluster';
import { DEFAULT_CLUSTER_CONFIG } from './clusterConfig';
import type { ActingConfig } from './clusterConfig';

const REF = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  namespace: 'shop',
  name: 'web',
};

describe('Cluster', () => {
  const directory = createMockDirectory();
  let server: FakeApiServer;
  let cluster: Cluster | undefined;
  let getCredential: jest.MockedFunction<
    AuthenticationStrategy['getCredential']
  >;

  beforeEach(async () => {
    server = await FakeApiServer.start(ROLLOUTS);
    server.apply(ROLLOUTS, rollout('web'));
    getCredential = jest.fn();
    getCredential.mockImplementation(async details => ({
      type: 'bearer token',
      token: `for ${details.authMetadata.role ?? 'viewing'}`,
    }));
  });

  afterEach(async () => {
    await cluster?.close();
    await server.stop();
  });

  const open = (acting: ActingConfig | null = null, url = server.url) => {
    cluster = new Cluster(
      clusterAt('east', url),
      { ...DEFAULT_CLUSTER_CONFIG, acting },
      {
        getCredential,
        validateCluster: () => [],
        presentAuthMetadata: () => ({}),
      },
    );
    return cluster;
  };
  const lastToken = () => server.requests.at(-1)?.headers.authorization;

  it('asks for the credential anew for each request', async () => {
    const { reader } = open();
    getCredential.mockResolvedValueOnce({ type: 'bearer token', token: 'old' });
    await reader.get(REF);
    expect(lastToken()).toBe('Bearer old');
    await reader.get(REF);
    expect(lastToken()).toBe('Bearer for viewing');
  });

  it('keeps looking and acting apart', async () => {
    expect(open().actor).toBeNull();
    await open({ kind: 'token', token: 'act' }).actor!.get(REF);
    expect(lastToken()).toBe('Bearer act');
    expect(getCredential).not.toHaveBeenCalled();
    await cluster!.reader.get(REF);
    expect(lastToken()).toBe('Bearer for viewing');
  });

  it('reads a token file for each action, so that it may rotate', async () => {
    directory.setContent({ token: 'first\n' });
    const path = directory.resolve('token');
    const { actor } = open({ kind: 'tokenFile', path });
    await actor!.get(REF);
    expect(lastToken()).toBe('Bearer first');
    directory.setContent({ token: 'second\n' });
    await actor!.get(REF);
    expect(lastToken()).toBe('Bearer second');
  });

  it("acts through the Kubernetes plugin's sign-in with other parameters", async () => {
    const acting = { kind: 'authMetadata', authMetadata: { role: 'acting' } };
    await open(acting as ActingConfig).actor!.get(REF);
    expect(lastToken()).toBe('Bearer for acting');
  });

  it('keeps the path of an API server behind a prefix', async () => {
    server.intercept = (_, response) =>
      FakeApiServer.json(response, { items: [] });
    await open(null, `${server.url}/k8s/clusters/c-1/`).reader.list(REF);
    expect(server.requests[0].path).toBe(
      '/k8s/clusters/c-1/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts',
    );
  });

  it('reads all pages of a list', async () => {
    server.intercept = ({ query }, response) =>
      FakeApiServer.json(response, {
        metadata: query.continue ? {} : { continue: 'more' },
        items: [rollout(query.continue ? 'b' : 'a')],
      });
    const items = await open().reader.list(REF, { labelSelector: 'x' });
    expect(items.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(server.requests[1].query).toEqual({
      limit: '500',
      continue: 'more',
      labelSelector: 'x',
    });
  });

  it.each([
    [401, 'ServiceUnavailableError'],
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [422, 'InputError'],
    [500, 'ServiceUnavailableError'],
  ])('turns status %d into %s that says what and where', async (code, name) => {
    server.intercept = (_, response) =>
      FakeApiServer.status(response, code, 'the reason');
    await expect(open().reader.get(REF)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(
        /rollouts shop\/web in cluster 'east': the reason/,
      ),
    });
  });

  it('says so when the cluster cannot be reached or signed in to', async () => {
    const { reader } = open(null, 'http://127.0.0.1:9');
    await expect(reader.get(REF)).rejects.toThrow(
      "Cannot reach the API server of cluster 'east'",
    );
    getCredential.mockRejectedValueOnce(new Error('role is gone'));
    await expect(open().reader.get(REF)).rejects.toThrow(
      "Cannot sign in to cluster 'east': role is gone",
    );
  });
});
