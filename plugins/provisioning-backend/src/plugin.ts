import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { SERVICE_PRICES } from '@heal7/backstage-plugin-capacity-common';
import { provisioningPermissions } from '@heal7/backstage-plugin-provisioning-common';
import {
  executorsExtensionPoint,
  policyEnginesExtensionPoint,
} from '@heal7/backstage-plugin-provisioning-node';
import { Callers } from './access/Caller';
import { forCatalog } from './access/forCatalog';
import { RunActs } from './access/RunActs';
import { StackAuthorizer } from './access/StackAuthorizer';
import { StackFinder } from './access/StackFinder';
import { CatalogNews } from './catalog/CatalogNews';
import { ResourceEntities } from './catalog/ResourceEntities';
import { readProvisioningConfig } from './config/provisioningConfig';
import { Continuations } from './continuation/Continuations';
import { ContinuationStore } from './continuation/ContinuationStore';
import { DefinitionReader } from './definitions/DefinitionReader';
import { StackRegistrar } from './definitions/StackRegistrar';
import { Engine } from './Engine';
import { ConfiguredEnvironments } from './environments/ConfiguredEnvironments';
import { demandExecutors } from './environments/demandExecutors';
import { systemClock as clock } from './lib/Clock';
import { createModules } from './modules/createModules';
import { OwnerNotices } from './notifications/OwnerNotices';
import { stackResourceRef, stackRules } from './permissions/rules';
import {
  ExecutorRegistry,
  PolicyEngineRegistry,
} from './registries/registries';
import { createRouter } from './router/createRouter';
import { ChangeSignals } from './signals/ChangeSignals';
import { ChannelNames } from './signals/ChannelNames';
import { channelSalt } from './signals/channelSalt';
import { listeners } from './signals/listeners';
import { createAssessor } from './policy/createAssessor';
import type { RunListener } from './ports/Runs';
import { openDatabase } from './store/migrate';

/**
 * Keeps stacks, has them planned and applied once people have approved, and
 * watches for drift.
 *
 * @public
 */
export const provisioningPlugin = createBackendPlugin({
  pluginId: 'provisioning',
  register(env) {
    const executors = new ExecutorRegistry();
    env.registerExtensionPoint(executorsExtensionPoint, executors);
    const policies = new PolicyEngineRegistry();
    env.registerExtensionPoint(policyEnginesExtensionPoint, policies);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        reader: coreServices.urlReader,
        scaffolder: scaffolderServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, logger } = deps;
        const config = readProvisioningConfig(deps.config);
        const environments = new ConfiguredEnvironments(config.environments);
        demandExecutors(environments.list(), executors.byId);
        const modules = createModules(config, deps);
        const knex = await openDatabase(deps.database);
        const channels = new ChannelNames(await channelSalt(knex));

        // Listeners need the engine that they listen to.
        const listening: RunListener[] = [];
        const engine = new Engine({
          knex,
          clock,
          executors: executors.byId,
          modules,
          environments,
          assessor: stacks =>
            createAssessor({
              engines: () => policies.engines,
              environments,
              stacks,
              modules,
              logger,
              prices: { book: SERVICE_PRICES, ...config.prices },
              now: () => clock.now(),
              engineSeconds: config.policies.seconds,
            }),
          listener: listeners(listening, logger),
          logger,
          scheduler: deps.scheduler,
          config,
        });
        const continuations = new Continuations({
          ...deps,
          forCatalog: credentials => forCatalog(auth, credentials),
          now: () => clock.now(),
          store: new ContinuationStore(knex),
          templates: config.continuations,
        });
        listening.push(
          new ChangeSignals(deps.signals, channels, logger),
          new OwnerNotices({ ...deps, stacks: engine.stacks }),
          new CatalogNews(deps.events, logger),
          continuations,
        );

        deps.permissionsRegistry.addResourceType({
          resourceRef: stackResourceRef,
          permissions: provisioningPermissions,
          rules: Object.values(stackRules),
          getResources: ids =>
            Promise.all(
              ids.map(async id => (await engine.stacks.byId(id))?.stack),
            ),
        });
        const appUrl = deps.config.getOptionalString('app.baseUrl') ?? '';
        deps.httpRouter.use(
          createRouter({
            ...deps,
            acts: new RunActs({
              ...deps,
              commands: engine.commands,
              continuations,
              environments,
            }),
            callers: new Callers({
              ...deps,
              authorizer: new StackAuthorizer(deps.permissions),
            }),
            channels,
            entities: new ResourceEntities({
              stacks: engine.stacks,
              modules,
              pageOf: id => `${appUrl}/infrastructure/stacks/${id}`,
            }),
            environments,
            executors: () => [...executors.byId.values()],
            finder: new StackFinder(engine.stacks, engine.runs),
            forCatalog: credentials => forCatalog(auth, credentials),
            modules,
            registrar: new StackRegistrar({
              ...deps,
              forCatalog: credentials => forCatalog(auth, credentials),
              environments,
              modules,
              reader: new DefinitionReader(deps.reader),
              stacks: engine.stacks,
            }),
            runs: engine.runs,
            stacks: engine.stacks,
          }),
        );
        deps.lifecycle.addStartupHook(async () => {
          await engine.start();
          await continuations.settle();
        });
        deps.lifecycle.addShutdownHook(() => engine.stop());
      },
    });
  },
});
