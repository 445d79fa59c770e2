import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { executorsExtensionPoint } from '@heal7/backstage-plugin-provisioning-node';
import { createTerraformExecutor } from './createTerraformExecutor';

/**
 * Lets the provisioning backend run Terraform or OpenTofu on its own machine:
 * adds the executor `terraform` when `provisioning.terraform` is configured.
 *
 * @public
 */
export const provisioningModuleTerraform = createBackendModule({
  pluginId: 'provisioning',
  moduleId: 'terraform',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        executors: executorsExtensionPoint,
      },
      async init({ config, executors }) {
        if (config.has('provisioning.terraform')) {
          executors.addExecutor(createTerraformExecutor(config));
        }
      },
    });
  },
});
