import type { JsonObject } from '@backstage/types';
import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  deploymentsActPermission,
  deploymentsFreezePermission,
  deploymentsReadPermission,
  deploymentsUnmappedReadPermission,
} from '@heal7/backstage-plugin-deployments-common';
import { readActingGrants } from './ActingGrant';
import { readFreezingGrants } from './FreezingGrant';
import { PlatformPolicy } from './PlatformPolicy';

const named = (name: string, action?: 'read' | 'update') =>
  createPermission({ name, attributes: action ? { action } : {} });

const embedded = {
  platform: { acting: [{ to: 'everyone', clusters: 'demo' }] },
  deployments: {
    clusters: { toy: { demo: true }, real: { title: 'Real' } },
  },
};

async function decide(
  permission: Permission,
  options: { config?: JsonObject; owns?: string[]; anonymous?: boolean } = {},
) {
  const config = new ConfigReader(options.config as JsonObject);
  const policy = new PlatformPolicy({
    admins: config.getOptionalStringArray('platform.admins') ?? [],
    grants: readActingGrants(config),
    freezing: readFreezingGrants(config),
    userInfo: async () => ({
      userEntityRef: 'user:default/guest',
      ownershipEntityRefs: options.owns ?? ['user:default/guest'],
    }),
  });
  const credentials = mockCredentials.user('user:default/guest');
  return policy.handle(
    { permission },
    options.anonymous ? undefined : { credentials, info: null as never },
  );
}

describe('PlatformPolicy', () => {
  it('lets everybody signed in read, and nobody else', async () => {
    expect(await decide(deploymentsReadPermission)).toEqual({
      result: AuthorizeResult.ALLOW,
    });
    expect(
      await decide(deploymentsReadPermission, { anonymous: true }),
    ).toEqual({ result: AuthorizeResult.DENY });
  });

  it('hides rollouts that map to no entity', async () => {
    expect(await decide(deploymentsUnmappedReadPermission)).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it.each(['scaffolder.task.create', 'catalog.location.create'])(
    'lets everybody create components: %s',
    async name => {
      expect((await decide(named(name))).result).toBe(AuthorizeResult.ALLOW);
    },
  );

  it.each([
    'scaffolder.template.dry-run',
    'scaffolder.template.management',
    'catalog.location.delete',
    'somebody.elses.permission',
  ])('denies what is not a read: %s', async name => {
    expect((await decide(named(name))).result).toBe(AuthorizeResult.DENY);
  });

  it('withholds the cluster proxy even from admins', async () => {
    const config = { platform: { admins: ['group:default/ops'] } };
    const owns = ['group:default/ops'];
    expect(
      (await decide(named('kubernetes.proxy'), { config, owns })).result,
    ).toBe(AuthorizeResult.DENY);
    expect(
      (await decide(named('catalog.location.delete'), { config, owns })).result,
    ).toBe(AuthorizeResult.ALLOW);
  });

  it('denies acting when nothing is granted, to admins too', async () => {
    const config = { platform: { admins: ['user:default/guest'] } };
    expect(await decide(deploymentsActPermission, { config })).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('narrows the embedded grant to the demo clusters', async () => {
    const decision = await decide(deploymentsActPermission, {
      config: embedded,
    });
    expect(decision).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'deployments',
      conditions: {
        anyOf: [
          {
            allOf: expect.arrayContaining([
              expect.objectContaining({
                rule: 'IN_CLUSTER',
                params: { clusters: ['toy'] },
              }),
            ]),
          },
        ],
      },
    });
  });

  it('grants nothing when no cluster is marked as demo', async () => {
    const config = { platform: embedded.platform };
    expect((await decide(deploymentsActPermission, { config })).result).toBe(
      AuthorizeResult.DENY,
    );
  });

  it('asks for ownership where owners are granted', async () => {
    const config = {
      platform: { acting: [{ to: 'owners', clusters: ['real'] }] },
    };
    const decision = await decide(deploymentsActPermission, {
      config,
      owns: ['group:default/web-team'],
    });
    expect(JSON.stringify(decision)).toContain(
      '"rule":"IS_ENTITY_OWNER","resourceType":"deployment-target","params":{"claims":["group:default/web-team"]}',
    );
  });

  it('grants a team only to its members', async () => {
    const config = {
      platform: {
        acting: [{ to: ['group:default/sre'], clusters: ['real'] }],
      },
    };
    const asMember = await decide(deploymentsActPermission, {
      config,
      owns: ['group:default/sre'],
    });
    const asOther = await decide(deploymentsActPermission, { config });
    expect(asMember.result).toBe(AuthorizeResult.CONDITIONAL);
    expect(asOther.result).toBe(AuthorizeResult.DENY);
  });

  it('narrows a grant to environments and actions', async () => {
    const config = {
      platform: {
        acting: [
          {
            to: 'owners',
            clusters: ['real'],
            environments: ['staging'],
            actions: ['promote', 'abort'],
          },
        ],
      },
    };
    const text = JSON.stringify(
      await decide(deploymentsActPermission, { config }),
    );
    expect(text).toContain(
      '"rule":"IN_ENVIRONMENT","resourceType":"deployment-target","params":{"environments":["staging"]}',
    );
    expect(text).toContain(
      '"rule":"HAS_ACTION","resourceType":"deployment-target","params":{"actions":["promote","abort"]}',
    );
  });

  describe('freezing', () => {
    const freezing = async (
      platform: JsonObject,
      deployments: JsonObject = embedded.deployments,
    ) =>
      (
        await decide(deploymentsFreezePermission, {
          config: { platform, deployments },
          owns: ['group:default/sre'],
        })
      ).result;

    it('is denied when nothing is granted, to admins too', async () => {
      expect(await freezing({})).toBe(AuthorizeResult.DENY);
      expect(await freezing({ admins: ['group:default/sre'] })).toBe(
        AuthorizeResult.DENY,
      );
    });

    it('is granted to those who are named', async () => {
      expect(
        await freezing({ freezing: [{ to: ['group:default/sre'] }] }),
      ).toBe(AuthorizeResult.ALLOW);
      expect(
        await freezing({ freezing: [{ to: ['group:default/web'] }] }),
      ).toBe(AuthorizeResult.DENY);
    });

    it('of demos ends where a real cluster can be acted on', async () => {
      const platform = { freezing: [{ to: 'everyone', demoOnly: true }] };
      expect(await freezing(platform)).toBe(AuthorizeResult.ALLOW);
      expect(
        await freezing(platform, {
          clusters: {
            'k8s.example.com': { acting: { token: 'x' } },
            toy: { demo: true, acting: { token: 'x' } },
          },
        }),
      ).toBe(AuthorizeResult.DENY);
    });

    it('refuses to start on a grant it cannot read', () => {
      const config = new ConfigReader({
        platform: { freezing: [{ to: 'owners' }] },
      });
      expect(() => readFreezingGrants(config)).toThrow(/platform.freezing|to/);
    });
  });

  it.each([
    [{ to: ['sre'], clusters: ['real'] }, /'sre' names nobody/],
    [
      { to: 'owners', clusters: ['real'], actions: ['explode'] },
      /no action 'explode'/,
    ],
  ])('refuses to start on a grant it cannot read', (acting, message) => {
    const config = new ConfigReader({ platform: { acting: [acting] } });
    expect(() => readActingGrants(config)).toThrow(message);
  });
});
