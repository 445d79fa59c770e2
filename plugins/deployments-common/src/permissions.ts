import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a rollout in a cluster, for conditional decisions.
 *
 * @public
 */
export const RESOURCE_TYPE_DEPLOYMENT_TARGET = 'deployment-target';

/**
 * To see rollouts at all; which ones follows from the entities that the
 * caller may read.
 *
 * @public
 */
export const deploymentsReadPermission = createPermission({
  name: 'deployments.read',
  attributes: { action: 'read' },
});

/**
 * To see rollouts that no entity the caller may read selects.
 *
 * @public
 */
export const deploymentsUnmappedReadPermission = createPermission({
  name: 'deployments.unmapped.read',
  attributes: { action: 'read' },
});

/**
 * To read the logs of a rollout's pods.
 *
 * @public
 */
export const deploymentsLogsReadPermission = createPermission({
  name: 'deployments.logs.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_DEPLOYMENT_TARGET,
});

/**
 * To promote, abort, restart and so on. Rules narrow it by owner, cluster and
 * action.
 *
 * @public
 */
export const deploymentsActPermission = createPermission({
  name: 'deployments.act',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_DEPLOYMENT_TARGET,
});

/**
 * To freeze a cluster or an environment, and to lift a freeze.
 *
 * @public
 */
export const deploymentsFreezePermission = createPermission({
  name: 'deployments.freeze',
  attributes: { action: 'update' },
});

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const deploymentsPermissions = [
  deploymentsReadPermission,
  deploymentsUnmappedReadPermission,
  deploymentsLogsReadPermission,
  deploymentsActPermission,
  deploymentsFreezePermission,
];
