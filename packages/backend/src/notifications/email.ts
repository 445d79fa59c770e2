import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import emailModule from '@backstage/plugin-notifications-backend-module-email';

/**
 * Mails notifications, where that is configured: unlike the module for Slack,
 * the one for e-mail does not start without its configuration.
 */
export default createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.has('notifications.processors.email')) {
      yield emailModule;
    }
  },
});
