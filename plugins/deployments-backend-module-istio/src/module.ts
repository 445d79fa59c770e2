import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  deploymentSourcesExtensionPoint,
  readWorkloadSelector,
} from '@heal7/backstage-plugin-deployments-node';
import { istioBlueGreenSource } from './source';

/**
 * Teaches the deployments backend blue-green by the routes of Istio.
 *
 * @public
 */
export const deploymentsModuleIstio = createBackendModule({
  pluginId: 'deployments',
  moduleId: 'istio',
  register(reg) {
    reg.registerInit({
      deps: {
        sources: deploymentSourcesExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ sources, config }) {
        sources.addSource(istioBlueGreenSource(readWorkloadSelector(config)));
      },
    });
  },
});
