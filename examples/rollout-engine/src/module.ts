import { createBackendModule } from '@backstage/backend-plugin-api';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import { knativeSource } from './source';

/**
 * Teaches the deployments backend Knative.
 *
 * @public
 */
export const deploymentsModuleKnative = createBackendModule({
  pluginId: 'deployments',
  moduleId: 'knative',
  register(reg) {
    reg.registerInit({
      deps: { sources: deploymentSourcesExtensionPoint },
      async init({ sources }) {
        sources.addSource(knativeSource);
      },
    });
  },
});
