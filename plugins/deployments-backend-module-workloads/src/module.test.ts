import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import deploymentsModuleWorkloads from '.';

async function sourcesWith(data: object): Promise<DeploymentSource[]> {
  const addSource = jest.fn();
  const backend = await startTestBackend({
    extensionPoints: [[deploymentSourcesExtensionPoint, { addSource }]],
    features: [
      deploymentsModuleWorkloads,
      mockServices.rootConfig.factory({ data: data as any }),
    ],
  });
  await backend.stop();
  return addSource.mock.calls.map(([source]) => source);
}

describe('the module', () => {
  it('adds both engines, for what an entity can be shown with', async () => {
    const sources = await sourcesWith({});
    expect(
      sources.map(({ engine, root }) => [engine, root.labelSelector]),
    ).toEqual([
      ['deployment', 'backstage.io/kubernetes-id'],
      ['statefulset', 'backstage.io/kubernetes-id'],
    ]);
  });

  it('watches what the configuration says, and its parts by the same', async () => {
    const [source] = await sourcesWith({
      deployments: { workloads: { labelSelector: 'team in (web)' } },
    });
    const selectors = new Map(
      source.kinds.map(({ id, labelSelector }) => [id, labelSelector]),
    );
    expect(selectors.get('deployments')).toBe('team in (web)');
    expect(selectors.get('pods')).toBe('team in (web),pod-template-hash');
    expect(selectors.get('replicasets')).toBe(
      'team in (web),pod-template-hash',
    );
  });

  it('does not start with a selector that cannot be read', async () => {
    await expect(
      sourcesWith({ deployments: { workloads: { labelSelector: 'a b' } } }),
    ).rejects.toThrow(/deployments\.workloads\.labelSelector cannot be used/);
  });
});
