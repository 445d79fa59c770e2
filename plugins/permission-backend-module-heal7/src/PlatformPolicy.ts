import type { BackstageUserInfo } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  Permission,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  deploymentsActPermission,
  deploymentsFreezePermission,
  deploymentsUnmappedReadPermission,
  RESOURCE_TYPE_DEPLOYMENT_TARGET,
} from '@heal7/backstage-plugin-deployments-common';
import { RESOURCE_TYPE_STACK } from '@heal7/backstage-plugin-provisioning-common';
import type { ActingGrant } from './ActingGrant';
import type { FreezingGrant } from './FreezingGrant';
import { provisioningActOf } from './ProvisioningGrant';
import type { ProvisioningAct, ProvisioningGrant } from './ProvisioningGrant';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * What everybody signed in may do although it is not a read: creating a
 * component registers its location, runs actions and analyses a location.
 */
const EVERYDAY = new Set([
  'catalog.entity.refresh',
  'catalog.entity.validate',
  'catalog.location.analyze',
  'catalog.location.create',
  'scaffolder.action.execute',
  'scaffolder.task.create',
]);

/**
 * Nobody gets these by being an admin either. The Kubernetes plugin's proxy
 * would lend the portal's own credential to any request.
 */
const NEVER = new Set(['kubernetes.proxy']);

function conditional(
  pluginId: string,
  permission: Permission,
  conditions: PermissionCriteria<PermissionCondition>,
): PolicyDecision {
  return isResourcePermission(permission)
    ? {
        result: AuthorizeResult.CONDITIONAL,
        pluginId,
        resourceType: permission.resourceType,
        conditions,
      }
    : DENY;
}

/** Whether a grant is for one of these refs, or for everyone. */
const isFor = (to: string | string[], refs: string[]): boolean =>
  typeof to === 'string' || to.some(ref => refs.includes(ref));

/**
 * Reading follows the catalog, creating is for everybody, acting, freezing and
 * provisioning are denied unless granted by configuration.
 */
export class PlatformPolicy implements PermissionPolicy {
  constructor(
    private readonly options: {
      admins: string[];
      grants: ActingGrant[];
      freezing: FreezingGrant[];
      provisioning: ProvisioningGrant[];
      userInfo(user: PolicyQueryUser): Promise<BackstageUserInfo>;
    },
  ) {}

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { permission } = request;
    if (!user || NEVER.has(permission.name)) {
      return DENY;
    }
    const info = await this.options.userInfo(user);
    if (isPermission(permission, deploymentsActPermission)) {
      return this.decideActing(permission, info);
    }
    if (isPermission(permission, deploymentsFreezePermission)) {
      return this.options.freezing.some(({ to }) =>
        isFor(to, info.ownershipEntityRefs),
      )
        ? ALLOW
        : DENY;
    }
    const act = provisioningActOf(permission.name);
    if (act) {
      return this.decideProvisioning(permission, act, info);
    }
    if (
      info.ownershipEntityRefs.some(ref => this.options.admins.includes(ref))
    ) {
      return ALLOW;
    }
    return this.decideForEverybody(permission, info);
  }

  private decideForEverybody(
    permission: Permission,
    info: BackstageUserInfo,
  ): PolicyDecision {
    switch (permission.name) {
      case deploymentsUnmappedReadPermission.name:
        return DENY;
      case 'catalog.entity.delete':
        return conditional('catalog', permission, {
          rule: 'IS_ENTITY_OWNER',
          resourceType: 'catalog-entity',
          params: { claims: info.ownershipEntityRefs },
        });
      case 'scaffolder.task.read':
      case 'scaffolder.task.cancel':
        return conditional('scaffolder', permission, {
          rule: 'IS_TASK_OWNER',
          resourceType: 'scaffolder-task',
          params: { createdBy: [info.userEntityRef] },
        });
      default:
        return permission.attributes.action === 'read' ||
          EVERYDAY.has(permission.name)
          ? ALLOW
          : DENY;
    }
  }

  private decideActing(
    permission: Permission,
    info: BackstageUserInfo,
  ): PolicyDecision {
    const anyOf = this.options.grants
      .filter(
        ({ to, clusters }) =>
          clusters.length > 0 && isFor(to, info.ownershipEntityRefs),
      )
      .map(grant => this.conditionsOf(grant, info));
    const [first, ...rest] = anyOf;
    return first
      ? conditional('deployments', permission, { anyOf: [first, ...rest] })
      : DENY;
  }

  private decideProvisioning(
    permission: Permission,
    act: ProvisioningAct,
    info: BackstageUserInfo,
  ): PolicyDecision {
    const resourceType = RESOURCE_TYPE_STACK;
    const anyOf = this.options.provisioning
      .filter(
        ({ to, environments, acts }) =>
          environments.length > 0 &&
          acts.includes(act) &&
          isFor(to, info.ownershipEntityRefs),
      )
      .map(({ to, environments }): PermissionCriteria<PermissionCondition> => {
        const there: PermissionCondition = {
          rule: 'IN_ENVIRONMENT',
          resourceType,
          params: { environments },
        };
        const theirs: PermissionCondition = {
          rule: 'IS_OWNER',
          resourceType,
          params: { claims: info.ownershipEntityRefs },
        };
        return { allOf: to === 'owners' ? [there, theirs] : [there] };
      });
    const [first, ...rest] = anyOf;
    return first
      ? conditional('provisioning', permission, { anyOf: [first, ...rest] })
      : DENY;
  }

  private conditionsOf(
    { to, clusters, environments, actions }: ActingGrant,
    info: BackstageUserInfo,
  ): PermissionCriteria<PermissionCondition> {
    const resourceType = RESOURCE_TYPE_DEPLOYMENT_TARGET;
    const where: PermissionCondition[] = [
      { rule: 'HAS_ACTION', resourceType, params: { actions } },
    ];
    if (environments !== null) {
      where.push({
        rule: 'IN_ENVIRONMENT',
        resourceType,
        params: { environments },
      });
    }
    if (to === 'owners') {
      where.push({
        rule: 'IS_ENTITY_OWNER',
        resourceType,
        params: { claims: info.ownershipEntityRefs },
      });
    }
    return {
      allOf: [
        { rule: 'IN_CLUSTER', resourceType, params: { clusters } },
        ...where,
      ],
    };
  }
}
