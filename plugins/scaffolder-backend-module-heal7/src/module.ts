import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { localRepositoriesServiceRef } from '@heal7/backstage-plugin-local-repositories-node';
import { createCheckNameAction } from './actions/checkName/checkName';
import { createPublishLocalAction } from './actions/publishLocal/publishLocal';
import { createRegisterLocalAction } from './actions/registerLocal/registerLocal';
import { createNamesRouter } from './names/router';
import { ServiceNames } from './names/ServiceNames';

/**
 * The actions of heal7's templates.
 *
 * @public
 */
export const scaffolderModuleHeal7 = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'heal7',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        local: localRepositoriesServiceRef,
      },
      async init(deps) {
        const { actions, auth, catalog, config, events, local } = deps;
        const names = new ServiceNames({
          auth,
          catalog,
          repositories: local.repositories,
        });
        const author = {
          name:
            config.getOptionalString('scaffolder.defaultAuthor.name') ??
            'Scaffolder',
          email:
            config.getOptionalString('scaffolder.defaultAuthor.email') ??
            'scaffolder@backstage.invalid',
        };
        actions.addActions(
          createCheckNameAction(names),
          createPublishLocalAction({ local, events, author }),
          createRegisterLocalAction({ auth, catalog, events }),
        );
        deps.httpRouter.use(
          createNamesRouter({ httpAuth: deps.httpAuth, names }),
        );
      },
    });
  },
});
