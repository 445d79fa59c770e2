import { Readable } from 'node:stream';
import { ClusterClient } from './ClusterClient';
import type { ClusterRequest, ClusterTransport } from './ClusterTransport';

describe('a call to a Service in the cluster', () => {
  const call = {
    type: 'service-call' as const,
    namespace: 'test',
    service: 'flagger-loadtester',
    port: '80',
    path: '/gate/open',
    body: { name: 'web', namespace: 'shop' },
  };
  let sent: ClusterRequest[];

  const clientOf = (status: number, text = '') => {
    sent = [];
    const transport: ClusterTransport = {
      async send(request) {
        sent.push(request);
        return {
          status,
          headers: {},
          body: Readable.from([Buffer.from(text)]),
        };
      },
      close: async () => undefined,
    };
    return new ClusterClient('eks', transport);
  };

  it('is a POST through the proxy of the API server', async () => {
    await clientOf(202).callService(call);
    expect(sent).toMatchObject([
      {
        method: 'POST',
        path: '/api/v1/namespaces/test/services/flagger-loadtester%3A80/proxy/gate/open',
        body: { name: 'web', namespace: 'shop' },
        contentType: 'application/json',
      },
    ]);
  });

  it('cannot leave the namespace or the Service that it names', async () => {
    await clientOf(202).callService({
      ...call,
      namespace: '../../secrets',
      service: 'a/b',
    });
    expect(sent[0].path).toBe(
      '/api/v1/namespaces/..%2F..%2Fsecrets/services/a%2Fb%3A80/proxy/gate/open',
    );
  });

  it.each([
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [503, 'ServiceUnavailableError'],
  ])(
    'that is answered with %i says what could not be called',
    async (status, name) => {
      await expect(
        clientOf(status, 'no endpoints available').callService(call),
      ).rejects.toMatchObject({
        name,
        message: expect.stringMatching(
          /\/gate\/open of service test\/flagger-loadtester in cluster 'eks': no endpoints/,
        ),
      });
    },
  );
});
