import type { DeploymentRole } from '@heal7/backstage-plugin-deployments-common';
import type { RolloutData } from '../rollout/RolloutData';

/**
 * Every role that a revision has, the most telling first.
 *
 * A canary's revision has one role. A blue-green one can have two: "stable"
 * is the revision that an abort goes back to, "active" the one that the active
 * service selects. From the switch until the new revision is declared stable
 * they are two revisions, otherwise one, and that one is first of all stable,
 * as the controller's command line also lists it.
 */
export function rolesOf(data: RolloutData, hash: string): DeploymentRole[] {
  const { status, spec } = data;
  if (!status || hash === '') {
    return ['old'];
  }
  const roles: DeploymentRole[] = [];
  if (hash === status.stableHash) {
    roles.push('stable');
  }
  if (spec.canary) {
    if (hash === status.currentPodHash && roles.length === 0) {
      roles.push('canary');
    }
  } else if (hash === status.activeSelector) {
    roles.push('active');
  } else if (hash === status.previewSelector) {
    roles.push('preview');
  }
  return roles.length > 0 ? roles : ['old'];
}
