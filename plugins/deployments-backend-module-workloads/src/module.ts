import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  deploymentSourcesExtensionPoint,
  readWorkloadSelector,
} from '@heal7/backstage-plugin-deployments-node';
import { deploymentSource } from './deployment/source';
import { statefulSetSource } from './statefulset/source';

/**
 * Teaches the deployments backend plain Deployments and StatefulSets.
 *
 * @public
 */
export const deploymentsModuleWorkloads = createBackendModule({
  pluginId: 'deployments',
  moduleId: 'workloads',
  register(reg) {
    reg.registerInit({
      deps: {
        sources: deploymentSourcesExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ sources, config }) {
        const labelSelector = readWorkloadSelector(config);
        sources.addSource(deploymentSource(labelSelector));
        sources.addSource(statefulSetSource(labelSelector));
      },
    });
  },
});
