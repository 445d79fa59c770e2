import type {
  ActionNote,
  ActionRefusal,
  DeploymentAction,
  DeploymentState,
  TargetAccess,
} from '@heal7/backstage-plugin-deployments-common';
import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';

/** Why an action cannot be taken. @internal */
export type ActionObstacle =
  | { by: 'engine'; refusal: ActionRefusal }
  | {
      by: 'access';
      denial: NonNullable<TargetAccess['denial']>;
      freeze: TargetAccess['freeze'];
    };

/** An action as this person has it now; possible when nothing is in the way. @internal */
export interface ActionChoice {
  action: DeploymentAction;
  obstacle: ActionObstacle | null;
  editsSpec: boolean;
  note: ActionNote | null;
}

/**
 * Joins what the engine would do with what the person may do. The engine's
 * refusal is named first: it is what changes by waiting.
 *
 * @internal
 */
export function actionChoices(
  state: DeploymentState,
  access: TargetAccess,
): ActionChoice[] {
  return DEPLOYMENT_ACTIONS.flatMap(action => {
    const offer = state.actions.find(o => o.action === action);
    if (!offer) {
      return [];
    }
    let obstacle: ActionObstacle | null = null;
    if (offer.refusal) {
      obstacle = { by: 'engine', refusal: offer.refusal };
    } else if (!access.allowed.includes(action)) {
      obstacle = {
        by: 'access',
        denial: access.denial ?? 'not-permitted',
        freeze: access.freeze,
      };
    }
    const { editsSpec, note = null } = offer;
    return [{ action, obstacle, editsSpec, note }];
  });
}

const NEXT: DeploymentAction[] = ['retry', 'resume', 'promote'];

/**
 * The one action that most people come for in this state: let an aborted
 * rollout try again, a held one go on, a paused one be promoted. Null when
 * there is nothing to wait for a person.
 *
 * @internal
 */
export function primaryAction(choices: ActionChoice[]): ActionChoice | null {
  for (const action of NEXT) {
    const choice = choices.find(c => c.action === action);
    if (choice && choice.obstacle === null) {
      return choice;
    }
  }
  return null;
}
