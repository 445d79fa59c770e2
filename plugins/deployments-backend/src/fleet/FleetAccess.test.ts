import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { FleetAccess } from './FleetAccess';

const CONDITIONAL: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: { rule: 'x', resourceType: 'catalog-entity', params: {} },
};

const entity = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
});

function setUp(decision: PolicyDecision) {
  const catalog = catalogServiceMock({
    entities: [
      entity('web'),
      { ...entity('none'), metadata: { name: 'none' } },
    ],
  });
  const stream = jest.spyOn(catalog, 'streamEntities');
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async () => [decision],
  });
  const access = new FleetAccess({
    auth: mockServices.auth(),
    catalog,
    permissions,
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: ['user:default/ann', 'group:default/web'],
    }),
  });
  return { access, stream };
}

const ann = mockCredentials.user('user:default/ann');
const bob = mockCredentials.user('user:default/bob');

describe('FleetAccess', () => {
  it('asks the catalog nothing where the policy says all or none', async () => {
    const all = setUp({ result: AuthorizeResult.ALLOW });
    expect((await all.access.scopeOf(ann)).readable).toBe('all');
    const none = setUp({ result: AuthorizeResult.DENY });
    expect((await none.access.scopeOf(ann)).readable).toEqual(new Set());
    expect(all.stream).not.toHaveBeenCalled();
    expect(none.stream).not.toHaveBeenCalled();
  });

  it('asks with the own credentials of each caller, once for all who ask meanwhile', async () => {
    const { access, stream } = setUp(CONDITIONAL);
    const scopes = await Promise.all([
      access.scopeOf(ann),
      access.scopeOf(ann),
      access.scopeOf(bob),
    ]);
    for (const { readable } of scopes) {
      expect(readable).toEqual(new Set(['component:default/web']));
    }
    expect(stream.mock.calls.map(([, options]) => options)).toEqual([
      { credentials: ann },
      { credentials: bob },
    ]);
  });

  it('does not keep a failure', async () => {
    const { access, stream } = setUp(CONDITIONAL);
    stream.mockImplementationOnce(() => {
      throw new Error('no catalog');
    });
    await expect(access.scopeOf(ann)).rejects.toThrow('no catalog');
    await expect(access.scopeOf(ann)).resolves.toMatchObject({});
  });

  it('knows what a user owns, and that a service owns nothing', async () => {
    const { access } = setUp(CONDITIONAL);
    expect(await access.ownRefs(ann)).toContain('group:default/web');
    await expect(access.ownRefs(mockCredentials.service())).rejects.toThrow(
      "'mine'",
    );
  });
});
