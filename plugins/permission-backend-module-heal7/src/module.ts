import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { readActingGrants } from './ActingGrant';
import { readFreezingGrants } from './FreezingGrant';
import { PlatformPolicy } from './PlatformPolicy';
import { readProvisioningGrants } from './ProvisioningGrant';

/**
 * Installs the platform's permission policy.
 *
 * @public
 */
export const permissionModuleHeal7 = createBackendModule({
  pluginId: 'permission',
  moduleId: 'heal7-policy',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ config, policy, userInfo }) {
        policy.setPolicy(
          new PlatformPolicy({
            admins: config.getOptionalStringArray('platform.admins') ?? [],
            grants: readActingGrants(config),
            freezing: readFreezingGrants(config),
            provisioning: readProvisioningGrants(config),
            userInfo: ({ credentials }) => userInfo.getUserInfo(credentials),
          }),
        );
      },
    });
  },
});
