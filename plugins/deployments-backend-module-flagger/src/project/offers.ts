import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionOffer,
  DeploymentAction,
  DeploymentRevision,
} from '@heal7/backstage-plugin-deployments-common';
import type { CanaryData } from '../canary/CanaryData';
import { noteOf } from './notes';
import { refusalOf } from './refusals';

// All else only opens a gate, after lifting a suspension, which is in the spec.
const GATE_ONLY: DeploymentAction[] = ['promote', 'abort'];

/**
 * All actions, each with the reason why it is not possible now, if any.
 *
 * @param newest - hash of the target's newest revision.
 */
export function offersOf(
  data: CanaryData,
  revisions: DeploymentRevision[],
  newest: string,
): ActionOffer[] {
  const others = revisions.filter(({ hash }) => hash !== newest);
  return DEPLOYMENT_ACTIONS.map(action => {
    const refusal = refusalOf(action, data);
    const note = noteOf(action, data);
    return {
      action,
      refusal:
        refusal === null && action === 'rollback' && others.length === 0
          ? {
              code: 'no-other-revision',
              message: 'No other revision is kept that could be gone back to.',
            }
          : refusal,
      editsSpec: !GATE_ONLY.includes(action) || data.spec.suspended,
      ...(note && { note }),
    };
  });
}
