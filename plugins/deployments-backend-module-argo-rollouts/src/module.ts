import { createBackendModule } from '@backstage/backend-plugin-api';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import { argoRolloutsSource } from './source';

/**
 * Teaches the deployments backend Argo Rollouts.
 *
 * @public
 */
export const deploymentsModuleArgoRollouts = createBackendModule({
  pluginId: 'deployments',
  moduleId: 'argo-rollouts',
  register(reg) {
    reg.registerInit({
      deps: { sources: deploymentSourcesExtensionPoint },
      async init({ sources }) {
        sources.addSource(argoRolloutsSource);
      },
    });
  },
});
