import { createBackendModule } from '@backstage/backend-plugin-api';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import { flaggerSource } from './source';

/**
 * Teaches the deployments backend Flagger.
 *
 * @public
 */
export const deploymentsModuleFlagger = createBackendModule({
  pluginId: 'deployments',
  moduleId: 'flagger',
  register(reg) {
    reg.registerInit({
      deps: { sources: deploymentSourcesExtensionPoint },
      async init({ sources }) {
        sources.addSource(flaggerSource);
      },
    });
  },
});
