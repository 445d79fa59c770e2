import { createMockDirectory } from '@backstage/backend-test-utils';
import { clusterAt } from '../__testUtils__/startPortal';
import { endpointOf } from './endpoint';

describe('endpointOf', () => {
  const directory = createMockDirectory({ content: { 'ca.pem': 'a file' } });
  const details = clusterAt('east', 'https://east');

  it('takes the authority from data or a file', async () => {
    const caData = Buffer.from('some data').toString('base64');
    expect(await endpointOf({ ...details, caData }, {})).toEqual({
      url: 'https://east',
      ca: 'some data',
      verify: true,
    });
    const caFile = directory.resolve('ca.pem');
    expect((await endpointOf({ ...details, caFile }, {})).ca).toBe('a file');
    expect((await endpointOf(details, {})).ca).toBeUndefined();
  });

  it('skips verification only when told to', async () => {
    const loose = { ...details, skipTLSVerify: true };
    expect((await endpointOf(loose, {})).verify).toBe(false);
  });

  it("means the pod's own cluster without a token, inside a pod only", async () => {
    const own = {
      ...details,
      authMetadata: { 'kubernetes.io/auth-provider': 'serviceAccount' },
    };
    const env = { KUBERNETES_SERVICE_HOST: 'fd00::1' };
    expect((await endpointOf(own, env)).url).toBe('https://[fd00::1]:443');
    expect((await endpointOf(own, {})).url).toBe('https://east');
    expect((await endpointOf(details, env)).url).toBe('https://east');
  });
});
