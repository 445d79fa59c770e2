import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { PROVISIONING_STACKS_TOPIC } from '@heal7/backstage-plugin-provisioning-node';
import { AppliedResourcesProvider } from './AppliedResourcesProvider';

/**
 * Catalogs the resources of applied stacks; for portals with the provisioning
 * plugin.
 *
 * @public
 */
export const catalogModuleProvisioning = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'heal7-provisioning',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, events, scheduler, ...deps }) {
        const provider = new AppliedResourcesProvider(deps);
        catalog.addEntityProvider(provider);
        await events.subscribe({
          id: 'applied-resources-provider',
          topics: [PROVISIONING_STACKS_TOPIC],
          onEvent: () => provider.update(),
        });
        // For what was missed: an event is told to whoever listens then.
        await scheduler.scheduleTask({
          id: 'applied-resources-provider',
          frequency: { minutes: 2 },
          initialDelay: { seconds: 15 },
          timeout: { minutes: 1 },
          scope: 'local',
          fn: () => provider.update(),
        });
      },
    });
  },
});
