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
import {
  stackApprovePermission,
  stackPlanPermission,
  stackReadPermission,
} from '@heal7/backstage-plugin-provisioning-common';
import { readActingGrants } from './ActingGrant';
import { readFreezingGrants } from './FreezingGrant';
import { PlatformPolicy } from './PlatformPolicy';
import { readProvisioningGrants } from './ProvisioningGrant';

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
    provisioning: readProvisioningGrants(config),
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

  describe('provisioning', () => {
    const environments = {
      sandbox: { sandbox: true },
      production: { sandbox: false },
    };
    const grants = (...provisioning: JsonObject[]) => ({
      platform: { provisioning, admins: ['group:default/ops'] },
      provisioning: { environments },
    });

    it('is denied when nothing is granted, to admins too; seeing is not', async () => {
      const options = { config: grants(), owns: ['group:default/ops'] };
      expect(await decide(stackPlanPermission, options)).toEqual({
        result: AuthorizeResult.DENY,
      });
      expect(await decide(stackReadPermission, options)).toEqual({
        result: AuthorizeResult.ALLOW,
      });
    });

    it('is narrowed by the embedded grant to the environments that are sandboxes', async () => {
      const config = grants({ to: 'everyone', environments: 'sandbox' });
      const decision = await decide(stackApprovePermission, { config });
      expect(decision).toEqual({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'provisioning',
        resourceType: 'provisioning-stack',
        conditions: {
          anyOf: [
            {
              allOf: [
                {
                  rule: 'IN_ENVIRONMENT',
                  resourceType: 'provisioning-stack',
                  params: { environments: ['sandbox'] },
                },
              ],
            },
          ],
        },
      });
    });

    it('grants nothing when no environment is a sandbox', async () => {
      const config = grants({ to: 'everyone', environments: 'sandbox' });
      const real = { ...config, provisioning: { environments: {} } };
      expect((await decide(stackPlanPermission, { config: real })).result).toBe(
        AuthorizeResult.DENY,
      );
    });

    it('asks for ownership where owners are granted, and only for the acts that are', async () => {
      const config = grants({
        to: 'owners',
        environments: ['production'],
        acts: ['create', 'plan'],
      });
      const owns = ['group:default/web-team'];
      expect(
        JSON.stringify(await decide(stackPlanPermission, { config, owns })),
      ).toContain(
        '"rule":"IS_OWNER","resourceType":"provisioning-stack","params":{"claims":["group:default/web-team"]}',
      );
      expect(
        (await decide(stackApprovePermission, { config, owns })).result,
      ).toBe(AuthorizeResult.DENY);
    });

    it('grants a team only to its members', async () => {
      const config = grants({
        to: ['group:default/sre'],
        environments: ['production'],
      });
      const owns = ['group:default/sre'];
      expect(
        (await decide(stackApprovePermission, { config, owns })).result,
      ).toBe(AuthorizeResult.CONDITIONAL);
      expect((await decide(stackApprovePermission, { config })).result).toBe(
        AuthorizeResult.DENY,
      );
    });

    it.each([
      [{ to: ['sre'], environments: ['production'] }, /'sre' names nobody/],
      [
        { to: 'owners', environments: ['production'], acts: ['apply'] },
        /no act 'apply'/,
      ],
      [{ to: 'owners' }, /environments/],
    ])('refuses to start on a grant it cannot read', (grant, message) => {
      expect(() =>
        readProvisioningGrants(new ConfigReader(grants(grant))),
      ).toThrow(message);
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
