import type { Config } from '@backstage/config';
import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentAction } from '@heal7/backstage-plugin-deployments-common';
import { readGranted } from './granted';

/**
 * One line of `platform.acting`: who may act on which clusters.
 */
export interface ActingGrant {
  /** `owners` of the entity, or these users and groups. */
  to: 'owners' | 'everyone' | string[];
  clusters: string[];
  /** Null for all. */
  environments: string[] | null;
  actions: DeploymentAction[];
}

function readActions(config: Config): DeploymentAction[] {
  const names = config.getOptionalStringArray('actions');
  const wrong = names?.find(
    name => !(DEPLOYMENT_ACTIONS as readonly string[]).includes(name),
  );
  if (wrong !== undefined) {
    throw new Error(
      `platform.acting: there is no action '${wrong}'; the actions are ${DEPLOYMENT_ACTIONS.join(
        ', ',
      )}`,
    );
  }
  return (names as DeploymentAction[] | undefined) ?? [...DEPLOYMENT_ACTIONS];
}

function demoClusters(root: Config): string[] {
  const clusters = root.getOptionalConfig('deployments.clusters');
  return (clusters?.keys() ?? []).filter(name =>
    clusters?.getOptionalBoolean(`${name}.demo`),
  );
}

/**
 * Reads `platform.acting`. `clusters: demo` stands for the clusters that the
 * configuration marks as demo, so that the embedded configuration cannot grant
 * anything on a real one.
 *
 * @throws Error naming the key that cannot be read; the backend then does not
 * start, since a grant read wrongly could be too wide.
 */
export function readActingGrants(root: Config): ActingGrant[] {
  return (root.getOptionalConfigArray('platform.acting') ?? []).map(config => ({
    to: readGranted(config, 'platform.acting', ['owners', 'everyone']),
    clusters:
      config.get('clusters') === 'demo'
        ? demoClusters(root)
        : config.getStringArray('clusters'),
    environments: config.getOptionalStringArray('environments') ?? null,
    actions: readActions(config),
  }));
}
