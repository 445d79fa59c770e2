import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_DEPLOYMENT_TARGET } from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentAction,
  DeploymentTargetRef,
} from '@heal7/backstage-plugin-deployments-common';
import { z } from 'zod';

/**
 * What a conditional decision on a rollout is made on: one action on one
 * target, reached through one entity.
 *
 * @public
 */
export interface DeploymentTargetResource {
  target: DeploymentTargetRef;
  entityRef: string;
  /** Refs of the entity's owners (its `ownedBy` relations). */
  ownerRefs: string[];
  /** `deployments.clusters.<name>.environment`; null when not configured. */
  environment: string | null;
  /** Whether the cluster is configured as a demonstration. */
  demo: boolean;
  /** What is to be done; `logs` for reading pod logs. */
  action: DeploymentAction | 'logs';
}

/**
 * Rules are applied to single targets only, never turned into a query.
 *
 * @public
 */
export type DeploymentTargetQuery = never;

/** @public */
export const deploymentTargetResourceRef = createPermissionResourceRef<
  DeploymentTargetResource,
  DeploymentTargetQuery
>().with({
  pluginId: 'deployments',
  resourceType: RESOURCE_TYPE_DEPLOYMENT_TARGET,
});

const noQuery = (): never => {
  throw new Error('Rollout rules are applied one by one, not as a query');
};

const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description: 'Allow when one of the claims owns the entity',
  resourceRef: deploymentTargetResourceRef,
  paramsSchema: z.object({
    claims: z.array(z.string()).describe('Entity refs of the caller'),
  }),
  apply: ({ ownerRefs }, { claims }) =>
    ownerRefs.some(owner => claims.includes(owner)),
  toQuery: noQuery,
});

const inCluster = createPermissionRule({
  name: 'IN_CLUSTER',
  description: 'Allow in these clusters',
  resourceRef: deploymentTargetResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  apply: ({ target }, { clusters }) => clusters.includes(target.cluster),
  toQuery: noQuery,
});

const inEnvironment = createPermissionRule({
  name: 'IN_ENVIRONMENT',
  description: 'Allow in clusters configured with these environments',
  resourceRef: deploymentTargetResourceRef,
  paramsSchema: z.object({
    environments: z.array(z.string()).describe('E.g. staging, production'),
  }),
  apply: ({ environment }, { environments }) =>
    environment !== null && environments.includes(environment),
  toQuery: noQuery,
});

const inDemoCluster = createPermissionRule({
  name: 'IN_DEMO_CLUSTER',
  description: 'Allow in clusters configured as demonstrations',
  resourceRef: deploymentTargetResourceRef,
  apply: ({ demo }) => demo,
  toQuery: noQuery,
});

const hasAction = createPermissionRule({
  name: 'HAS_ACTION',
  description: 'Allow these actions',
  resourceRef: deploymentTargetResourceRef,
  paramsSchema: z.object({
    actions: z.array(z.string()).describe('E.g. promote, abort; or logs'),
  }),
  apply: ({ action }, { actions }) => actions.includes(action),
  toQuery: noQuery,
});

/**
 * Rules for policies on `deployments.act` and `deployments.logs.read`.
 *
 * @public
 */
export const deploymentsRules = {
  isEntityOwner,
  inCluster,
  inEnvironment,
  inDemoCluster,
  hasAction,
};

const exports = createConditionExports({
  resourceRef: deploymentTargetResourceRef,
  rules: deploymentsRules,
});

/**
 * Conditions for authors of permission policies.
 *
 * @public
 */
export const deploymentsConditions = exports.conditions;

/**
 * Wraps conditions into the decision that a policy returns.
 *
 * @public
 */
export const createDeploymentsConditionalDecision =
  exports.createConditionalDecision;
