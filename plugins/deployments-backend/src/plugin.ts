import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  deploymentsPermissions,
  RESOURCE_TYPE_DEPLOYMENT_TARGET,
} from '@heal7/backstage-plugin-deployments-common';
import type { Freeze } from '@heal7/backstage-plugin-deployments-common';
import {
  deploymentSourcesExtensionPoint,
  metricsSourcesExtensionPoint,
} from '@heal7/backstage-plugin-deployments-node';
import { RememberedEntities } from './access/RememberedEntities';
import { RememberedPermissions } from './access/RememberedPermissions';
import { registerActingActions } from './agents/actingActions';
import type { AgentDeps } from './agents/AgentDeps';
import { registerReadingActions } from './agents/readingActions';
import { TargetAuthorizer } from './access/TargetAuthorizer';
import { ActionService } from './actions/ActionService';
import { PodLogs } from './actions/PodLogs';
import { RecordedActs } from './actions/RecordedActs';
import { SystemAborts } from './bulk/SystemAborts';
import { GitHubCommitSource } from './changes/GitHubCommitSource';
import { RevisionChangesView } from './changes/RevisionChangesView';
import { clusterAccessServiceRef } from './clusters/ClusterAccess';
import { readClusterConfigs } from './clusters/clusterConfig';
import { ClusterDirectory } from './collector/ClusterDirectory';
import { WatchFleet } from './collector/WatchFleet';
import { FreezeBoundaries } from './freezes/FreezeBoundaries';
import { FreezeService } from './freezes/FreezeService';
import { KnexFreezeStore } from './freezes/KnexFreezeStore';
import { CatalogIndex } from './fleet/CatalogIndex';
import { CatalogSync } from './fleet/CatalogSync';
import { readCatalogSyncSchedule } from './fleet/catalogSyncSchedule';
import { FleetAccess } from './fleet/FleetAccess';
import { FleetView } from './fleet/FleetView';
import { backfillFleet } from './fleet/fleetWrites';
import { KnexFleetStore } from './fleet/KnexFleetStore';
import { systemClock as clock } from './lib/Clock';
import { SharedReads } from './lib/SharedReads';
import { readCharts } from './metrics/ChartDefinition';
import { MetricsRegistry } from './metrics/MetricsRegistry';
import { prometheusMetricsSource } from './metrics/prometheus/PrometheusMetricsSource';
import { TargetMetricsView } from './metrics/TargetMetricsView';
import { Memory } from './memory/Memory';
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
import { KnexStateReader } from './store/KnexStateReader';
import { KnexTargetStore } from './store/KnexTargetStore';
import { openDatabase } from './store/migrate';
import { channelSalt } from './store/sharedSecret';
import { sharedStatuses } from './views/sharedStatuses';
import { EntityDeploymentsView } from './views/EntityDeploymentsView';
import { Waves } from './waves/Waves';

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
    const metricsRegistry = new MetricsRegistry([prometheusMetricsSource]);
    env.registerExtensionPoint(metricsSourcesExtensionPoint, metricsRegistry);
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
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
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
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
        const stopped = new AbortController();
        deps.lifecycle.addShutdownHook(() => stopped.abort());
        const knex = await openDatabase(deps.database);
        const commits = new GitHubCommitSource(
          ScmIntegrations.fromConfig(deps.config),
          stopped.signal,
        );
        const acts = new KnexActStore(knex);
        const memory = new Memory({
          ...deps,
          acts,
          clusters: configs,
          clock,
          commits,
          knex,
        });
        const targets = new KnexTargetStore(knex, [memory.recorder]);
        const statuses = new KnexClusterStatusStore(knex);
        const leases = new KnexLeaseStore(knex);
        const channels = new ChannelNames(await channelSalt(knex));
        const directory = new ClusterDirectory({
          access: deps.handover.taken,
          configs,
          auth,
          logger,
          clock,
        });
        const freezes = new KnexFreezeStore(knex);
        const signals = new ChangeSignals(
          deps.signals,
          channels,
          logger,
          clock,
          stopped.signal,
        );
        const isAuthorized = createConditionAuthorizer(
          permissionsRegistry.getPermissionRuleset(deploymentTargetResourceRef),
        );
        const authorizer = new TargetAuthorizer(
          deps.permissions,
          isAuthorized,
          freezes,
          clock,
        );
        // Looking may be some seconds behind the policy; acting never is.
        const remembered = new RememberedPermissions(deps.permissions);
        const statusesNow = sharedStatuses(statuses, leases, clock);
        const freezesNow = new SharedReads<Freeze[]>();
        const view = new EntityDeploymentsView({
          targets,
          states: new KnexStateReader(knex),
          statuses: statusesNow,
          directory,
          authorizer: new TargetAuthorizer(
            remembered,
            isAuthorized,
            { notEnded: at => freezesNow.read('', () => freezes.notEnded(at)) },
            clock,
          ),
          channels,
        });
        const fleetView = new FleetView({
          store: new KnexFleetStore(knex),
          access: new FleetAccess({ ...deps, permissions: remembered }),
          statuses: statusesNow,
          places: () => directory.places(),
          channels,
        });
        const catalogSync = new CatalogSync({
          ...deps,
          index: new CatalogIndex(knex),
          changed: () => signals.fleetChanged(),
        });

        const loader = new EntityLoader(deps);
        const recorded = new RecordedActs({
          sources: registry.byEngine,
          acts,
          auditor,
          clock,
          logger,
          signal: stopped.signal,
        });
        const actions = new ActionService({
          directory,
          targets,
          recorded,
          view,
          authorizer,
          clock,
        });
        const waves = new Waves({
          ...deps,
          authorizer,
          clock,
          directory,
          knex,
          listener: signals,
          recorded,
          statuses: statusesNow,
          targets,
          view,
        });
        const systemAborts = new SystemAborts({
          ...deps,
          actions,
          authorizer,
          directory,
          forCatalog: credentials => loader.forCatalog(credentials),
          statuses: statusesNow,
          view,
        });
        const agents: AgentDeps = {
          loader,
          view,
          fleet: fleetView,
          rollouts: memory.rollouts,
          acts,
          actions,
        };
        registerReadingActions(deps.actionsRegistry, agents);
        if (deps.config.getOptionalBoolean('deployments.agents.acting')) {
          registerActingActions(deps.actionsRegistry, agents);
        }

        deps.httpRouter.use(
          createRouter({
            loader,
            viewLoader: new EntityLoader({
              ...deps,
              permissions: remembered,
              catalog: new RememberedEntities(deps.catalog),
            }),
            fleet: fleetView,
            view,
            memory,
            waves: waves.service,
            systemAborts,
            acts,
            statuses: statusesNow,
            actions,
            freezes: new FreezeService({
              store: freezes,
              permissions: deps.permissions,
              auditor,
              places: () => directory.places(),
              listener: signals,
              clock,
            }),
            changes: new RevisionChangesView({
              view,
              commits,
              clock,
            }),
            metrics: new TargetMetricsView({
              view,
              connections: metricsRegistry.connect(configs),
              charts: readCharts(deps.config),
              clock,
              signal: stopped.signal,
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
        await backfillFleet(knex);
        await catalogSync.schedule(
          deps.scheduler,
          readCatalogSyncSchedule(deps.config),
        );
        const freezeBoundaries = new FreezeBoundaries({
          store: freezes,
          places: () => directory.places(),
          listener: signals,
          clock,
          logger,
        });
        deps.lifecycle.addStartupHook(() => {
          void freezeBoundaries.run(stopped.signal);
        });
        deps.lifecycle.addStartupHook(() => fleet.start());
        deps.lifecycle.addShutdownHook(() => fleet.stop());
        deps.lifecycle.addStartupHook(() => waves.start());
        deps.lifecycle.addShutdownHook(() => waves.stop());
        deps.lifecycle.addStartupHook(() => memory.start());
        deps.lifecycle.addShutdownHook(() => memory.stop());
      },
    });
  },
});
