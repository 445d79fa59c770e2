import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionOffer,
  DeploymentAction,
  DeploymentRevision,
} from '@heal7/backstage-plugin-deployments-common';
import type { RolloutData } from '../rollout/RolloutData';
import { refusalOf } from './refusals';

const SPEC_EDITS: DeploymentAction[] = [
  'pause',
  'resume',
  'restart',
  'rollback',
];
// These lift a pause by hand first, which is in the spec.
const UNPAUSING: DeploymentAction[] = ['promote', 'promote-full'];

/** All actions, each with the reason why it is not possible now, if any. */
export function offersOf(
  data: RolloutData,
  revisions: DeploymentRevision[],
): ActionOffer[] {
  const others = revisions.filter(
    ({ hash }) => hash !== '' && hash !== data.status?.currentPodHash,
  );
  return DEPLOYMENT_ACTIONS.map(action => {
    const refusal = refusalOf(action, data);
    return {
      action,
      refusal:
        refusal === null && action === 'rollback' && others.length === 0
          ? {
              code: 'no-other-revision',
              message: 'No other revision is kept that could be gone back to.',
            }
          : refusal,
      editsSpec:
        SPEC_EDITS.includes(action) ||
        (UNPAUSING.includes(action) && data.spec.paused),
    };
  });
}
