import { startTestBackend } from '@backstage/backend-test-utils';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import deploymentsModuleIstio from '.';

describe('the module', () => {
  it('adds its engine, for Services that an entity can be shown with', async () => {
    const addSource = jest.fn();
    const backend = await startTestBackend({
      extensionPoints: [[deploymentSourcesExtensionPoint, { addSource }]],
      features: [deploymentsModuleIstio],
    });
    await backend.stop();
    expect(
      addSource.mock.calls.map(([{ engine, root }]) => [
        engine,
        root.plural,
        root.labelSelector,
      ]),
    ).toEqual([['istio-blue-green', 'services', 'backstage.io/kubernetes-id']]);
  });
});
