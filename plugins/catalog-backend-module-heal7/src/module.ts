import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  LOCAL_REPOSITORIES_CHANGED,
  localRepositoriesServiceRef,
} from '@heal7/backstage-plugin-local-repositories-node';
import { LocalRepositoriesProvider } from './LocalRepositoriesProvider';

/**
 * Catalogs the repositories kept in the portal's data folder.
 *
 * @public
 */
export const catalogModuleHeal7 = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'heal7',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        events: eventsServiceRef,
        local: localRepositoriesServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, events, local, logger, scheduler }) {
        const { repositories, address } = local;
        if (!repositories) {
          return;
        }
        const provider = new LocalRepositoriesProvider({
          repositories,
          address,
          logger,
        });
        catalog.addEntityProvider(provider);
        await events.subscribe({
          id: 'local-repositories-provider',
          topics: [LOCAL_REPOSITORIES_CHANGED],
          onEvent: () => provider.update(),
        });
        // A push to a folder announces itself to nobody.
        await scheduler.scheduleTask({
          id: 'local-repositories-provider',
          frequency: { seconds: 5 },
          timeout: { minutes: 1 },
          scope: 'local',
          fn: () => provider.update(),
        });
      },
    });
  },
});
