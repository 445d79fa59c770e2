import {
  coreServices,
  createBackendModule,
  createExtensionPoint,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { kubernetesObjectsProviderExtensionPoint } from '@backstage/plugin-kubernetes-node';
import { clusterAccessServiceRef } from './ClusterAccess';
import type { ClusterAccessHandover } from './ClusterAccess';
import { kubernetesModuleDeployments } from './kubernetesModule';

const otherPlugin = createExtensionPoint<{}>({ id: 'other' });

describe('kubernetesModuleDeployments', () => {
  it('shares the clusters with another plugin and keeps the default provider', async () => {
    const factories: Function[] = [];
    let seenElsewhere: ClusterAccessHandover | undefined;
    const backend = await startTestBackend({
      extensionPoints: [
        [
          kubernetesObjectsProviderExtensionPoint,
          {
            addObjectsProvider: provider => {
              factories.push(provider as Function);
            },
          },
        ],
        [otherPlugin, {}],
      ],
      features: [
        kubernetesModuleDeployments,
        createBackendModule({
          pluginId: 'other',
          moduleId: 'taker',
          register(env) {
            env.registerInit({
              deps: {
                logger: coreServices.logger,
                point: otherPlugin,
                handover: clusterAccessServiceRef,
              },
              async init({ handover }) {
                seenElsewhere = handover;
              },
            });
          },
        }),
      ],
    });
    const given = { clusterSupplier: {}, authStrategy: {}, fetcher: {} };
    const provider = {};
    expect(factories).toHaveLength(1);
    expect(
      await factories[0]({ ...given, getDefault: async () => provider }),
    ).toBe(provider);
    const taken = await seenElsewhere!.taken;
    expect(taken.clusterSupplier).toBe(given.clusterSupplier);
    expect(taken.authStrategy).toBe(given.authStrategy);
    await backend.stop();
  });
});
