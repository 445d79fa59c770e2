import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_STACK } from '@heal7/backstage-plugin-provisioning-common';
import type { Stack } from '@heal7/backstage-plugin-provisioning-common';
import { z } from 'zod';

/**
 * What a conditional decision is made on: a stack, or what would be one.
 *
 * @public
 */
export type StackResource = Pick<Stack, 'name' | 'owner' | 'environment'>;

/**
 * A rule as the part of a database query that it becomes in lists.
 *
 * @public
 */
export type StackQuery =
  | { owners: string[] }
  | { environments: string[] }
  | { names: string[] };

/** @public */
export const stackResourceRef = createPermissionResourceRef<
  StackResource,
  StackQuery
>().with({ pluginId: 'provisioning', resourceType: RESOURCE_TYPE_STACK });

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow when one of the claims owns the stack',
  resourceRef: stackResourceRef,
  paramsSchema: z.object({
    claims: z.array(z.string()).describe('Entity refs of the caller'),
  }),
  apply: ({ owner }, { claims }) => claims.includes(owner),
  toQuery: ({ claims }) => ({ owners: claims }),
});

const inEnvironment = createPermissionRule({
  name: 'IN_ENVIRONMENT',
  description: 'Allow in these environments',
  resourceRef: stackResourceRef,
  paramsSchema: z.object({
    environments: z.array(z.string()).describe('E.g. staging, production'),
  }),
  apply: ({ environment }, { environments }) =>
    environments.includes(environment),
  toQuery: ({ environments }) => ({ environments }),
});

const hasName = createPermissionRule({
  name: 'HAS_NAME',
  description: 'Allow stacks of these names',
  resourceRef: stackResourceRef,
  paramsSchema: z.object({
    names: z.array(z.string()).describe('Names of stacks'),
  }),
  apply: ({ name }, { names }) => names.includes(name),
  toQuery: ({ names }) => ({ names }),
});

/**
 * Rules for policies on what is done to stacks.
 *
 * @public
 */
export const stackRules = { isOwner, inEnvironment, hasName };

const exports = createConditionExports({
  resourceRef: stackResourceRef,
  rules: stackRules,
});

/**
 * Conditions for authors of permission policies.
 *
 * @public
 */
export const stackConditions = exports.conditions;

/**
 * Wraps conditions into the decision that a policy returns.
 *
 * @public
 */
export const createStackConditionalDecision = exports.createConditionalDecision;
