import { createBackendModule } from '@backstage/backend-plugin-api';
import { kubernetesObjectsProviderExtensionPoint } from '@backstage/plugin-kubernetes-node';
import { clusterAccessServiceRef } from './ClusterAccess';

/**
 * Module of the `kubernetes` plugin that shares its clusters and sign-in with
 * the deployments plugin. The objects provider itself stays the default one;
 * registering for it is the only way to be given both.
 *
 * @public
 */
export const kubernetesModuleDeployments = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'deployments',
  register(env) {
    env.registerInit({
      deps: {
        objectsProvider: kubernetesObjectsProviderExtensionPoint,
        handover: clusterAccessServiceRef,
      },
      async init({ objectsProvider, handover }) {
        objectsProvider.addObjectsProvider(
          async ({ getDefault, clusterSupplier, authStrategy }) => {
            handover.give({ clusterSupplier, authStrategy });
            return getDefault();
          },
        );
      },
    });
  },
});
