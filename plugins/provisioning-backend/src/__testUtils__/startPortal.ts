import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { ServiceRef } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { StackDefinition } from '@heal7/backstage-plugin-provisioning-common';
import { executorsExtensionPoint } from '@heal7/backstage-plugin-provisioning-node';
import Knex from 'knex';
import { resolve } from 'node:path';
import request from 'supertest';
import { provisioningPlugin } from '../plugin';
import { ScriptedExecutor } from './ScriptedExecutor';

/** In no answer, log, notification, signal or row. */
export const SECRETS = {
  credential: 'cr3dential-that-nobody-may-see',
  password: 'p4ssword-that-nobody-may-see',
};

/** The owners of what is made in tests. */
export const TEAM = 'group:default/web-team';

const REFS = [
  TEAM,
  'group:default/other-team',
  'system:default/shop',
  'component:default/web',
  'template:default/after',
];

const entityFor = (ref: string): Entity => {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace },
    spec: {},
  };
};

/** A definition that is good. */
export const definition = (
  more: Partial<StackDefinition> = {},
): StackDefinition => ({
  name: 'web-objects',
  module: 'sandbox',
  environment: 'staging',
  owner: TEAM,
  system: 'system:default/shop',
  component: 'component:default/web',
  costCentre: 'CC-7',
  deletionProtection: null,
  inputs: { name: 'web-objects' },
  ...more,
});

const environment = (approval: string, more: JsonObject = {}) => ({
  approval,
  executor: 'scripted',
  deletionProtection: approval === 'second-person',
  budget: 500,
  state: { type: 'local', directory: '/nowhere' },
  credentials: { aws: { AWS_SECRET_ACCESS_KEY: SECRETS.credential } },
  secrets: [{ variable: 'password', value: SECRETS.password }],
  ...more,
});

/** A service that a test plays. */
const played = <T extends object>(
  service: ServiceRef<T, 'plugin'>,
  value: Partial<T>,
) => createServiceFactory({ service, deps: {}, factory: () => value as T });

export interface PortalOptions {
  /** The policy's answer by permission name; allowed unless given. */
  policy?: Record<string, PolicyDecision>;
  /** Entities beside the usual ones. */
  entities?: Entity[];
  provisioning?: JsonObject;
  /** What source-control hosts have, by URL. */
  documents?: Record<string, string>;
}

/**
 * The plugin with its real engine and the modules of this repository; played
 * are the executor and the plugins that it asks.
 */
export async function startPortal(
  options: PortalOptions = {},
  dataDir = '/nowhere',
) {
  const executor = new ScriptedExecutor();
  const published: Array<{ channel: string; message: unknown }> = [];
  const notified: NotificationSendOptions[] = [];
  const scaffold = jest.fn().mockResolvedValue({ taskId: 'task-1' });
  const publishEvent = jest.fn().mockResolvedValue(undefined);
  const auditor = mockServices.auditor.mock();
  const event = {
    success: jest.fn().mockResolvedValue(undefined),
    fail: jest.fn().mockResolvedValue(undefined),
  };
  auditor.createEvent.mockResolvedValue(event);
  const decide = (name: string): PolicyDecision =>
    options.policy?.[name] ?? { result: AuthorizeResult.ALLOW };
  const knex = Knex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  const logger = mockServices.logger.mock();
  const backend = await startTestBackend({
    features: [
      provisioningPlugin,
      createBackendModule({
        pluginId: 'provisioning',
        moduleId: 'scripted',
        register(env) {
          env.registerInit({
            deps: { executors: executorsExtensionPoint },
            async init({ executors }) {
              executors.addExecutor(executor);
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.com' },
          provisioning: {
            dataDir,
            modules: [
              {
                id: 'heal7',
                directory: resolve(__dirname, '../../../../infra/terraform'),
              },
            ],
            environments: {
              development: environment('none'),
              staging: environment('confirm'),
              production: environment('second-person'),
            },
            continuations: ['template:default/after'],
            ...options.provisioning,
          },
        },
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: { lifecycle: coreServices.rootLifecycle },
        factory({ lifecycle }) {
          lifecycle.addShutdownHook(() => knex.destroy());
          return mockServices.database({ knex, migrations: { skip: false } });
        },
      }),
      catalogServiceMock.factory({
        entities: [...REFS.map(entityFor), ...(options.entities ?? [])],
      }),
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
      mockServices.urlReader.mock({
        readUrl: async url => {
          const text = options.documents?.[url];
          if (text === undefined) {
            throw new NotFoundError('not there');
          }
          return { buffer: async () => Buffer.from(text) };
        },
      }).factory,
      mockServices.userInfo.factory(),
      auditor.factory,
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => logger,
      }),
      played(notificationService, {
        send: async (sent: NotificationSendOptions) => {
          notified.push(sent);
        },
      }),
      played(signalsServiceRef, {
        publish: async (signal: { channel: string; message: unknown }) => {
          published.push(signal);
        },
      }),
      played(scaffolderServiceRef, { scaffold }),
      played(eventsServiceRef, {
        publish: publishEvent,
        subscribe: async () => {},
      }),
    ],
  });
  const agent = request(backend.server);
  const as = (user: string) => {
    const authorization = mockCredentials.user.header(`user:default/${user}`);
    const signed = (test: request.Test) =>
      test.set('Authorization', authorization);
    return {
      get: (path: string) => signed(agent.get(`/api/provisioning${path}`)),
      post: (path: string, body: object = {}) =>
        signed(agent.post(`/api/provisioning${path}`)).send(body),
    };
  };
  return {
    agent,
    as,
    auditor,
    backend,
    event,
    executor,
    knex,
    logger,
    notified,
    published,
    publishEvent,
    scaffold,
  };
}
