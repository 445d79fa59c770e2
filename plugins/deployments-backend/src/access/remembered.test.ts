import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { deploymentsReadPermission } from '@heal7/backstage-plugin-deployments-common';
import { RememberedEntities } from './RememberedEntities';
import { RememberedPermissions } from './RememberedPermissions';

const ann = { credentials: mockCredentials.user('user:default/ann') };
const bob = { credentials: mockCredentials.user('user:default/bob') };
const REF = 'component:default/web';

describe('what is remembered for views', () => {
  it('is a decision for the principal it was made for, never for another', async () => {
    const authorize = jest.fn(async (_: unknown, options: typeof ann) => [
      {
        result:
          options.credentials === ann.credentials
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      } as { result: AuthorizeResult.ALLOW | AuthorizeResult.DENY },
    ]);
    const permissions = new RememberedPermissions(
      mockServices.permissions.mock({ authorize: authorize as any }),
    );
    const ask = async (who: typeof ann) =>
      (
        await permissions.authorize(
          [{ permission: deploymentsReadPermission }],
          who,
        )
      )[0].result;
    expect(await ask(ann)).toBe(AuthorizeResult.ALLOW);
    expect(await ask(bob)).toBe(AuthorizeResult.DENY);
    expect(await ask(ann)).toBe(AuthorizeResult.ALLOW);
    expect(authorize).toHaveBeenCalledTimes(2);
  });

  it('is an entity, or its absence, for the principal who asked', async () => {
    const entity = { apiVersion: 'v', kind: 'K', metadata: { name: 'web' } };
    const getEntityByRef = jest.fn(async (_: unknown, options: typeof ann) =>
      options.credentials === ann.credentials ? entity : undefined,
    );
    const catalog = new RememberedEntities({
      getEntityByRef: getEntityByRef as any,
    });
    expect(await catalog.getEntityByRef(REF, ann)).toBe(entity);
    expect(await catalog.getEntityByRef(REF, bob)).toBeUndefined();
    expect(await catalog.getEntityByRef(REF, ann)).toBe(entity);
    expect(await catalog.getEntityByRef(REF, bob)).toBeUndefined();
    expect(getEntityByRef).toHaveBeenCalledTimes(2);
  });
});
