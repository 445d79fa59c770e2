import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  scaffolderActionsExtensionPoint,
  scaffolderServiceRef,
} from '@backstage/plugin-scaffolder-node';
import { localRepositoriesServiceRef } from '@heal7/backstage-plugin-local-repositories-node';
import { ProvisioningClient } from '@heal7/backstage-plugin-provisioning-node';
import { createCheckNameAction } from './actions/checkName/checkName';
import { createHelmDiffAction } from './actions/helm/helmDiff';
import { createHelmLintAction } from './actions/helm/helmLint';
import { createHelmRenderAction } from './actions/helm/helmRender';
import { createPublishLocalAction } from './actions/publishLocal/publishLocal';
import { createRegisterLocalAction } from './actions/registerLocal/registerLocal';
import { createReserveNameAction } from './actions/reserveName/reserveName';
import { stackActions } from './actions/stack/stackActions';
import { createStampAction } from './actions/stamp/stamp';
import { Helm, readHelmSettings } from './helm/Helm';
import { createNamesRouter } from './names/router';
import { ServiceNames } from './names/ServiceNames';
import { createPlacementsRouter } from './placements/router';
import { openDatabase } from './reservations/migrate';
import { NameReservations } from './reservations/NameReservations';
import { DryRunner } from './review/DryRunner';
import { REVIEW_LIMITS } from './review/limits';
import { Reviewer } from './review/Reviewer';
import { createReviewRouter } from './review/router';
import { TemplateFiles } from './review/TemplateFiles';
import { keepHouse } from './tasks/housekeeping';
import { LeftoverWorkspaces } from './tasks/LeftoverWorkspaces';

/**
 * The actions of heal7's templates, and the routes that the wizard's fields
 * ask.
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
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        local: localRepositoriesServiceRef,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        reader: coreServices.urlReader,
        scaffolder: scaffolderServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { actions, auth, catalog, config, events, httpAuth, local } =
          deps;
        const names = new ServiceNames({
          auth,
          catalog,
          repositories: local.repositories,
        });
        const knex = await openDatabase(deps.database);
        const reservations = new NameReservations(knex);
        const helm = new Helm(readHelmSettings(config));
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
          createReserveNameAction({ names, reservations }),
          createPublishLocalAction({ local, events, author }),
          createRegisterLocalAction({ auth, catalog, events }),
          createHelmLintAction(helm),
          createHelmRenderAction(helm),
          createHelmDiffAction(helm),
          createStampAction(),
          ...stackActions({
            provisioning: new ProvisioningClient(deps),
            appUrl: (config.getOptionalString('app.baseUrl') ?? '').replace(
              /\/+$/,
              '',
            ),
          }),
        );
        const workspaces = new LeftoverWorkspaces(knex);
        await keepHouse({ ...deps, reservations, workspaces });

        const limits = REVIEW_LIMITS;
        const reviewer = new Reviewer({
          catalog,
          permissions: deps.permissions,
          files: new TemplateFiles({
            reader: deps.reader,
            integrations: ScmIntegrations.fromConfig(config),
            limits,
          }),
          dryRunner: new DryRunner({ auth, discovery: deps.discovery }),
          limits,
        });
        deps.httpRouter.use(createNamesRouter({ httpAuth, names }));
        deps.httpRouter.use(createPlacementsRouter({ httpAuth, catalog }));
        deps.httpRouter.use(createReviewRouter({ httpAuth, reviewer, limits }));
      },
    });
  },
});
