import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { DatabaseManager } from '@backstage/backend-defaults/database';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { TestBackend } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import type { CatalogServiceRequestOptions } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { kubernetesObjectsProviderExtensionPoint } from '@backstage/plugin-kubernetes-node';
import deploymentsPlugin, {
  kubernetesModuleDeployments,
} from '@heal7/backstage-plugin-deployments-backend';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { githubActionsTokens } from './githubActionsTokens';

// A whole backend starts here, which takes a while on a busy machine.
jest.setTimeout(60_000);

const AUDIENCE = 'https://portal.heal7.example';
const ENTITY = '/api/deployments/v1/entities/component/default/heal7-web-main';

/** Another plugin of the same backend, which any caller may use. */
const other = createBackendPlugin({
  pluginId: 'other',
  register(env) {
    env.registerInit({
      deps: { router: coreServices.httpRouter },
      async init({ router }) {
        router.use((_request, response) => void response.json({}));
      },
    });
  },
});

/** One entity, asked for with a token as the real client would. */
const catalog = createServiceFactory({
  service: catalogServiceRef,
  deps: { auth: coreServices.auth },
  factory: ({ auth }) =>
    catalogServiceMock.mock({
      getEntityByRef: async (
        _ref: unknown,
        { credentials }: CatalogServiceRequestOptions,
      ) => {
        await auth.getPluginRequestToken({
          onBehalfOf: credentials,
          targetPluginId: 'catalog',
        });
        return {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'heal7-web-main',
            annotations: { 'backstage.io/kubernetes-id': 'heal7-web-main' },
          },
        };
      },
    }),
});

/** Signs as GitHub would, with keys that a server of its own publishes. */
async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const stranger = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: '1', alg: 'RS256' }];
  let url = '';
  const job = {
    sub: 'repo:heal7@42/heal7-web-main@7:environment:staging',
    repository: 'heal7/heal7-web-main',
    repository_owner_id: '42',
    environment: 'staging',
  };
  const sign = (
    claims: object = {},
    options: { audience?: string; expires?: string; stranger?: boolean } = {},
  ) =>
    new SignJWT({ ...job, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: '1' })
      .setIssuer(url)
      .setAudience(options.audience ?? AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(options.expires ?? '5m')
      .sign(options.stranger ? stranger.privateKey : privateKey);
  // Who asks for a token, as the runner's own address would be told.
  let repository = 'heal7/heal7-web-main';
  const server: Server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://x');
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(
        pathname === '/token'
          ? {
              value: await sign(
                { repository },
                { audience: searchParams.get('audience')! },
              ),
            }
          : { keys },
      ),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    sign,
    isJobOf: (name: string) => {
      repository = name;
    },
    stop: () => new Promise(resolve => server.close(resolve)),
  };
}

/** Runs the pipelines' own action against the portal. */
async function awaitRollout(issuer: string, portal: string): Promise<string> {
  const main = '../../../../delivery/await-rollout/main.mts';
  const child = spawn(process.execPath, [join(__dirname, main)], {
    env: {
      PATH: process.env.PATH,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer}/token`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner',
      'INPUT_PORTAL-URL': portal,
      INPUT_AUDIENCE: AUDIENCE,
      INPUT_ENTITY: 'component:default/heal7-web-main',
      INPUT_CLUSTER: 'eks-heal7-production',
      INPUT_DIGEST: `sha256:${'a'.repeat(64)}`,
      'INPUT_APPEAR-SECONDS': '0.01',
    },
  });
  let text = '';
  child.stdout.on('data', chunk => (text += chunk));
  child.stderr.on('data', chunk => (text += chunk));
  await new Promise(resolve => child.on('close', resolve));
  return text;
}

/**
 * Backstage's own leaves the pools of its connections behind when the backend
 * stops, and their timers keep the process of the tests alive.
 */
const endingDatabase = createServiceFactory({
  service: coreServices.database,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.lifecycle,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
    rootLifecycle: coreServices.rootLifecycle,
  },
  createRootContext: ({ config }) => DatabaseManager.fromConfig(config),
  factory({ lifecycle, logger, plugin, rootLifecycle }, manager) {
    const database = manager.forPlugin(plugin.getId(), { lifecycle, logger });
    rootLifecycle.addShutdownHook(async () =>
      (await database.getClient()).destroy(),
    );
    return database;
  },
});

describe('jobs of GitHub Actions at the portal', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let backend: TestBackend;

  beforeAll(async () => {
    issuer = await startIssuer();
    backend = await startTestBackend({
      extensionPoints: [
        [
          kubernetesObjectsProviderExtensionPoint,
          { addObjectsProvider: () => {} },
        ],
      ],
      features: [
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
        githubActionsTokens,
        deploymentsPlugin,
        kubernetesModuleDeployments,
        other,
        mockServices.rootConfig.factory({
          data: {
            backend: {
              baseUrl: 'http://localhost:7007',
              database: { client: 'better-sqlite3', connection: ':memory:' },
              auth: {
                externalAccess: [
                  {
                    type: 'github-actions',
                    options: {
                      issuer: issuer.url,
                      audience: AUDIENCE,
                      repositories: ['heal7/*'],
                      environments: ['staging', 'production-aws'],
                    },
                    accessRestrictions: [
                      { plugin: 'deployments', permission: 'deployments.read' },
                    ],
                  },
                ],
              },
            },
            permission: { enabled: true },
          },
        }),
        endingDatabase,
        catalog,
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
    await issuer.stop();
  });

  const ask = (token: string, path = ENTITY) =>
    fetch(`http://localhost:${backend.server.port()}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });

  it('may ask how a rollout goes', async () => {
    const response = await ask(await issuer.sign());
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      entityRef: 'component:default/heal7-web-main',
      selected: true,
    });
  });

  it.each([
    ['of another owner', { repository: 'somebody/heal7-web-main' }, {}],
    ['of another environment', { environment: 'preview' }, {}],
    ['outside of any environment', { environment: undefined }, {}],
    ['asking for somebody else', {}, { audience: 'sts.amazonaws.com' }],
    ['whose time is over', {}, { expires: '-1m' }],
    ['signed by somebody else', {}, { stranger: true }],
  ])('are refused: a job %s', async (_, claims, options) => {
    const response = await ask(await issuer.sign(claims, options));
    expect(response.status).toBe(401);
  });

  it('reach no other plugin', async () => {
    expect((await ask(await issuer.sign(), '/api/other/')).status).toBe(403);
  });

  it('are what the action of the pipelines is', async () => {
    const portal = `http://localhost:${backend.server.port()}`;
    expect(await awaitRollout(issuer.url, portal)).toContain(
      'the portal knows no cluster eks-heal7-production',
    );
    issuer.isJobOf('somebody/heal7-web-main');
    expect(await awaitRollout(issuer.url, portal)).toContain(
      'must name this repository and environment',
    );
  });
});
