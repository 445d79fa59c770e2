import type { TargetAccess } from '@heal7/backstage-plugin-deployments-common';

const WHY_DENIED: Record<NonNullable<TargetAccess['denial']>, string> = {
  'not-claimed':
    "the workload does not name this entity. Put the entity's ref in its annotation 'heal7.com/entity', or ask for the namespace to be given to its owner in deployments.clusters",
  frozen: 'it is frozen at this time',
  'not-permitted': 'your permissions do not allow it',
  'no-credential':
    'the portal has no credential to act on this cluster. Configure deployments.clusters.<name>.acting',
};

/**
 * Why an action that is not among the allowed ones is denied, to end a
 * sentence with.
 *
 * @internal
 */
export function whyDenied({ denial, freeze }: TargetAccess): string {
  if (denial === 'frozen' && freeze) {
    return `it is frozen until ${freeze.until} ("${freeze.reason}"). Aborting stays possible`;
  }
  return WHY_DENIED[denial ?? 'not-permitted'];
}
