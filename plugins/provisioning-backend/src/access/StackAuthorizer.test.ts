import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { stackReadPermission } from '@heal7/backstage-plugin-provisioning-common';
import fc from 'fast-check';
import {
  createStackConditionalDecision,
  stackConditions,
} from '../permissions/rules';
import type { StackResource } from '../permissions/rules';
import type { StackCriteria } from '../ports/Stacks';
import { StackAuthorizer } from './StackAuthorizer';

type Conditions = PermissionCriteria<PermissionCondition<'provisioning-stack'>>;

const word = fc.constantFrom('a', 'b', 'c');
const words = fc.array(word, { maxLength: 3 });
const stack: fc.Arbitrary<StackResource> = fc.record({
  name: word,
  owner: word,
  environment: word,
});

const conditions = fc.letrec<{ any: Conditions }>(tie => {
  const several = fc
    .tuple(tie('any'), fc.array(tie('any'), { maxLength: 2 }))
    .map(([first, rest]): [Conditions, ...Conditions[]] => [first, ...rest]);
  return {
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      words.map(claims => stackConditions.isOwner({ claims })),
      words.map(environments =>
        stackConditions.inEnvironment({ environments }),
      ),
      words.map(names => stackConditions.hasName({ names })),
      several.map(anyOf => ({ anyOf })),
      several.map(allOf => ({ allOf })),
      tie('any').map(not => ({ not })),
    ),
  };
}).any;

/** What the database's filter means. */
function fulfils(criteria: StackCriteria, one: StackResource): boolean {
  if ('anyOf' in criteria) {
    return criteria.anyOf.some(part => fulfils(part, one));
  }
  if ('allOf' in criteria) {
    return criteria.allOf.every(part => fulfils(part, one));
  }
  if ('not' in criteria) {
    return !fulfils(criteria.not, one);
  }
  if ('owners' in criteria) {
    return criteria.owners.includes(one.owner);
  }
  return 'environments' in criteria
    ? criteria.environments.includes(one.environment)
    : criteria.names.includes(one.name);
}

async function permitsOf(decision: PolicyDecision) {
  const authorizer = new StackAuthorizer({
    authorizeConditional: async requests => requests.map(() => decision),
  });
  return authorizer.permitsOf(mockCredentials.user());
}

describe('StackAuthorizer', () => {
  it('narrows lists to exactly the stacks that may be seen one by one', async () => {
    await fc.assert(
      fc.asyncProperty(conditions, stack, async (given, one) => {
        const permits = await permitsOf(
          createStackConditionalDecision(stackReadPermission, given),
        );
        expect(fulfils(permits.visible, one)).toBe(permits.allows('read', one));
      }),
    );
  });

  it('narrows to nothing and to everything', async () => {
    const one = { name: 'a', owner: 'a', environment: 'a' };
    const all = await permitsOf({ result: AuthorizeResult.ALLOW });
    expect(fulfils(all.visible, one)).toBe(true);
    await expect(permitsOf({ result: AuthorizeResult.DENY })).rejects.toThrow(
      'provisioning.stack.read',
    );
  });
});
