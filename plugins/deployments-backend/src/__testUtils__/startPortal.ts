import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { kubernetesObjectsProviderExtensionPoint } from '@backstage/plugin-kubernetes-node';
import type { KubernetesObjectsProviderExtensionPoint } from '@backstage/plugin-kubernetes-node';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import type { JsonObject } from '@backstage/types';
import Knex from 'knex';
import { kubernetesModuleDeployments } from '../clusters/kubernetesModule';
import { deploymentsPlugin } from '../plugin';
import { fakeSource } from './fakeSource';

/**
 * A database that ends with its backend. Backstage's own leaves the pools of
 * its connections behind, whose timers keep the process of the tests alive.
 */
const ownDatabase = createServiceFactory({
  service: coreServices.database,
  deps: { lifecycle: coreServices.rootLifecycle },
  factory({ lifecycle }) {
    const knex = Knex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    lifecycle.addShutdownHook(() => knex.destroy());
    return mockServices.database({ knex, migrations: { skip: false } });
  },
});

type Provider = Parameters<
  KubernetesObjectsProviderExtensionPoint['addObjectsProvider']
>[0];

export interface PortalOptions {
  clusters: ClusterDetails[];
  entities: Entity[];
  config?: JsonObject;
  /** The fake engine unless given. */
  source?: DeploymentSource;
  /** The policy's answer by permission name; allowed unless given. */
  policy?: Record<string, PolicyDecision>;
}

/** A cluster that the viewing token `view` opens. */
export function clusterAt(name: string, url: string): ClusterDetails {
  return {
    name,
    url,
    authMetadata: {
      'kubernetes.io/auth-provider': 'serviceAccount',
      serviceAccountToken: 'view',
    },
  };
}

/**
 * The backend with the fake engine, the given clusters and entities, and the
 * Kubernetes plugin's part played by its extension point.
 */
export async function startPortal(options: PortalOptions) {
  const published: string[] = [];
  const notified: NotificationSendOptions[] = [];
  const signals: SignalsService = {
    publish: async ({ channel }) => {
      published.push(channel);
    },
  };
  const decide = (name: string): PolicyDecision =>
    options.policy?.[name] ?? { result: AuthorizeResult.ALLOW };
  const agentActions = actionsRegistryServiceMock();
  const auditor = mockServices.auditor.mock();
  const event = {
    success: jest.fn().mockResolvedValue(undefined),
    fail: jest.fn().mockResolvedValue(undefined),
  };
  auditor.createEvent.mockResolvedValue(event);
  let provider: Provider | undefined;
  const backend = await startTestBackend({
    extensionPoints: [
      [
        kubernetesObjectsProviderExtensionPoint,
        {
          addObjectsProvider: given => {
            provider = given;
          },
        },
      ],
    ],
    features: [
      deploymentsPlugin,
      kubernetesModuleDeployments,
      createBackendModule({
        pluginId: 'deployments',
        moduleId: 'fake-engine',
        register(env) {
          env.registerInit({
            deps: { sources: deploymentSourcesExtensionPoint },
            async init({ sources }) {
              sources.addSource(options.source ?? fakeSource);
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: { ...options.config },
      }),
      ownDatabase,
      catalogServiceMock.factory({ entities: options.entities }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result:
              decide(permission.name).result === AuthorizeResult.DENY
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async requests =>
          requests.map(({ permission }) => decide(permission.name)),
      }).factory,
      auditor.factory,
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => agentActions,
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async sent => {
            notified.push(sent);
          },
        }),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => signals,
      }),
    ],
  });
  if (typeof provider !== 'function') {
    throw new Error('The module registered no objects provider factory');
  }
  await (provider as (given: unknown) => Promise<unknown>)({
    getDefault: async () => ({}),
    clusterSupplier: { getClusters: async () => options.clusters },
    authStrategy: {
      getCredential: async (details: ClusterDetails) => ({
        type: 'bearer token',
        token: details.authMetadata.serviceAccountToken,
      }),
      validateCluster: () => [],
      presentAuthMetadata: () => ({}),
    },
  });
  return { backend, published, notified, auditor, event, agentActions };
}
