import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  deploymentsPermissions,
  RESOURCE_TYPE_DEPLOYMENT_TARGET,
} from '@heal7/backstage-plugin-deployments-common';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import { TargetAuthorizer } from './access/TargetAuthorizer';
import { ActionService } from './actions/ActionService';
import { PodLogs } from './actions/PodLogs';
import { clusterAccessServiceRef } from './clusters/ClusterAccess';
import { readClusterConfigs } from './clusters/clusterConfig';
import { ClusterDirectory } from './collector/ClusterDirectory';
import { WatchFleet } from './collector/WatchFleet';
import { FreezeService } from './freezes/FreezeService';
import { KnexFreezeStore } from './freezes/KnexFreezeStore';
import { systemClock as clock } from './lib/Clock';
import {
  deploymentsRules,
  deploymentTargetResourceRef,
} from './permissions/rules';
import { RollbackPreviews } from './rollback/RollbackPreviews';
import { createRouter } from './router/createRouter';
import { EntityLoader } from './router/EntityLoader';
import { ChangeSignals, ChannelNames } from './signals/ChangeSignals';
import { SourceRegistry } from './SourceRegistry';
import { KnexActStore } from './store/KnexActStore';
import { KnexClusterStatusStore } from './store/KnexClusterStatusStore';
import { KnexLeaseStore } from './store/KnexLeaseStore';
import { KnexTargetStore } from './store/KnexTargetStore';
import { openDatabase } from './store/migrate';
import { channelSalt } from './store/sharedSecret';
import { clusterStatuses } from './views/clusterStatuses';
import { EntityDeploymentsView } from './views/EntityDeploymentsView';

/**
 * Watches the clusters of the Kubernetes plugin, keeps the state of their
 * rollouts, serves it by catalog entity, and acts on it.
 *
 * @public
 */
export const deploymentsPlugin = createBackendPlugin({
  pluginId: 'deployments',
  register(env) {
    const registry = new SourceRegistry();
    env.registerExtensionPoint(deploymentSourcesExtensionPoint, registry);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        handover: clusterAccessServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auditor, auth, logger, permissionsRegistry } = deps;
        permissionsRegistry.addResourceType({
          resourceRef: deploymentTargetResourceRef,
          permissions: deploymentsPermissions.filter(
            permission =>
              permission.type === 'resource' &&
              permission.resourceType === RESOURCE_TYPE_DEPLOYMENT_TARGET,
          ),
          rules: Object.values(deploymentsRules),
        });
        permissionsRegistry.addPermissions(
          deploymentsPermissions.filter(({ type }) => type === 'basic'),
        );

        const configs = readClusterConfigs(deps.config);
        const knex = await openDatabase(deps.database);
        const targets = new KnexTargetStore(knex);
        const statuses = new KnexClusterStatusStore(knex);
        const leases = new KnexLeaseStore(knex);
        const acts = new KnexActStore(knex);
        const channels = new ChannelNames(await channelSalt(knex));
        const directory = new ClusterDirectory({
          access: deps.handover.taken,
          configs,
          auth,
          logger,
          clock,
        });
        const freezes = new KnexFreezeStore(knex);
        const signals = new ChangeSignals(deps.signals, channels, logger);
        const authorizer = new TargetAuthorizer(
          deps.permissions,
          createConditionAuthorizer(
            permissionsRegistry.getPermissionRuleset(
              deploymentTargetResourceRef,
            ),
          ),
          freezes,
          clock,
        );
        const view = new EntityDeploymentsView({
          targets,
          statuses,
          leases,
          directory,
          authorizer,
          channels,
          clock,
        });

        deps.httpRouter.use(
          createRouter({
            loader: new EntityLoader(deps),
            view,
            acts,
            statuses: () => clusterStatuses(statuses, leases, clock.now()),
            actions: new ActionService({
              sources: registry.byEngine,
              directory,
              targets,
              acts,
              view,
              authorizer,
              auditor,
              clock,
            }),
            freezes: new FreezeService({
              store: freezes,
              permissions: deps.permissions,
              auditor,
              places: () => directory.places(),
              listener: signals,
              clock,
            }),
            rollbackPreviews: new RollbackPreviews({
              sources: registry.byEngine,
              directory,
              view,
              authorizer,
            }),
            logs: new PodLogs({
              view,
              authorizer,
              directory,
              engines: [...registry.byEngine.keys()],
            }),
          }),
        );

        const fleet = new WatchFleet({
          directory,
          sources: [...registry.byEngine.values()],
          targets,
          statuses,
          leases,
          listener: signals,
          clock,
          logger,
          // A SQLite file has one process; waiting for the lease of the one
          // before it to expire would only make each restart slower.
          alone: knex.client.config.client !== 'pg',
        });
        deps.lifecycle.addStartupHook(() => fleet.start());
        deps.lifecycle.addShutdownHook(() => fleet.stop());
      },
    });
  },
});
