import type { Config } from '@backstage/config';
import {
  stackApprovePermission,
  stackCreatePermission,
  stackDestroyPermission,
  stackPlanPermission,
} from '@heal7/backstage-plugin-provisioning-common';
import { readGranted } from './granted';

const SECTION = 'platform.provisioning';

/** What can be granted, by the permission that it is. */
const PERMISSION_OF_ACT = {
  create: stackCreatePermission,
  plan: stackPlanPermission,
  approve: stackApprovePermission,
  destroy: stackDestroyPermission,
};

export type ProvisioningAct = keyof typeof PERMISSION_OF_ACT;

const ACTS = Object.keys(PERMISSION_OF_ACT) as ProvisioningAct[];

/**
 * One line of `platform.provisioning`: who may do what with stacks, and where.
 */
export interface ProvisioningGrant {
  /** `owners` of the stack, or these users and groups. */
  to: 'owners' | 'everyone' | string[];
  environments: string[];
  acts: ProvisioningAct[];
}

/** The act that a permission is for; undefined for any other permission. */
export const provisioningActOf = (
  permissionName: string,
): ProvisioningAct | undefined =>
  ACTS.find(act => PERMISSION_OF_ACT[act].name === permissionName);

function readActs(config: Config): ProvisioningAct[] {
  const names = config.getOptionalStringArray('acts');
  const wrong = names?.find(name => !(ACTS as string[]).includes(name));
  if (wrong !== undefined) {
    throw new Error(
      `${SECTION}: there is no act '${wrong}'; the acts are ${ACTS.join(', ')}`,
    );
  }
  return (names as ProvisioningAct[] | undefined) ?? ACTS;
}

function sandboxes(root: Config): string[] {
  const environments = root.getOptionalConfig('provisioning.environments');
  return (environments?.keys() ?? []).filter(name =>
    environments?.getOptionalBoolean(`${name}.sandbox`),
  );
}

/**
 * Reads `platform.provisioning`. `environments: sandbox` stands for those that
 * the configuration marks as sandbox, which reach no cloud, so that the
 * embedded configuration cannot grant anything on a real one.
 *
 * @throws Error naming the key that cannot be read; the backend then does not
 * start, since a grant read wrongly could be too wide.
 */
export function readProvisioningGrants(root: Config): ProvisioningGrant[] {
  return (root.getOptionalConfigArray(SECTION) ?? []).map(config => ({
    to: readGranted(config, SECTION, ['owners', 'everyone']),
    environments:
      config.get('environments') === 'sandbox'
        ? sandboxes(root)
        : config.getStringArray('environments'),
    acts: readActs(config),
  }));
}
