import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a stack, for conditional decisions.
 *
 * @public
 */
export const RESOURCE_TYPE_STACK = 'provisioning-stack';

/** To see stacks, their plans, logs and outputs. @public */
export const stackReadPermission = createPermission({
  name: 'provisioning.stack.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_STACK,
});

/** To register a stack. Rules are applied to what it would be. @public */
export const stackCreatePermission = createPermission({
  name: 'provisioning.stack.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_STACK,
});

/** To start and cancel runs that plan, checks included. @public */
export const stackPlanPermission = createPermission({
  name: 'provisioning.stack.plan',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_STACK,
});

/** To approve, reject, and let a plan be applied. @public */
export const stackApprovePermission = createPermission({
  name: 'provisioning.stack.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_STACK,
});

/** To ask for a destroy, and to take deletion protection off. @public */
export const stackDestroyPermission = createPermission({
  name: 'provisioning.stack.destroy',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_STACK,
});

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const provisioningPermissions = [
  stackReadPermission,
  stackCreatePermission,
  stackPlanPermission,
  stackApprovePermission,
  stackDestroyPermission,
];
