import type {
  ActionRefusalCode,
  DeploymentAction,
  TargetAccess,
} from '@heal7/backstage-plugin-deployments-common';
import type { MessageKey } from '../translation';
import type { ActionObstacle } from './actionChoices';

/** @internal */
export const ACTION_LABEL: Record<DeploymentAction, MessageKey> = {
  promote: 'action.promote',
  'promote-full': 'action.promoteFull',
  'skip-step': 'action.skipStep',
  pause: 'action.pause',
  resume: 'action.resume',
  abort: 'action.abort',
  retry: 'action.retry',
  restart: 'action.restart',
  rollback: 'action.rollback',
};

/** @internal */
export const ACTION_QUESTION: Record<DeploymentAction, MessageKey> = {
  promote: 'question.promote',
  'promote-full': 'question.promoteFull',
  'skip-step': 'question.skipStep',
  pause: 'question.pause',
  resume: 'question.resume',
  abort: 'question.abort',
  retry: 'question.retry',
  restart: 'question.restart',
  rollback: 'question.rollback',
};

const REFUSAL: Record<ActionRefusalCode, MessageKey> = {
  'not-paused': 'refusal.notPaused',
  'already-paused': 'refusal.alreadyPaused',
  'not-in-progress': 'refusal.notInProgress',
  'fully-promoted': 'refusal.fullyPromoted',
  aborted: 'refusal.aborted',
  'not-aborted': 'refusal.notAborted',
  'no-steps': 'refusal.noSteps',
  'no-other-revision': 'refusal.noOtherRevision',
  'spec-not-observed': 'refusal.specNotObserved',
  'invalid-spec': 'refusal.invalidSpec',
  'no-gate': 'refusal.noGate',
  unsupported: 'refusal.unsupported',
};

type Denial = NonNullable<TargetAccess['denial']>;

const DENIAL: Record<Denial, { what: MessageKey; next: MessageKey }> = {
  'not-claimed': { what: 'denial.notClaimed', next: 'denial.notClaimedHint' },
  'not-permitted': {
    what: 'denial.notPermitted',
    next: 'denial.notPermittedHint',
  },
  frozen: { what: 'denial.frozen', next: 'denial.frozenHint' },
  'no-credential': {
    what: 'denial.noCredential',
    next: 'denial.noCredentialHint',
  },
};

/**
 * Why an action cannot be taken and what to do about it, for the screen. An
 * engine's code that we do not know yet is told in the engine's own English.
 *
 * @internal
 */
export function obstacleWords(obstacle: ActionObstacle): {
  what: MessageKey | null;
  next: MessageKey | null;
  message: string;
} {
  if (obstacle.by === 'access') {
    return { ...DENIAL[obstacle.denial], message: '' };
  }
  const { code, message } = obstacle.refusal;
  return {
    what: Object.hasOwn(REFUSAL, code) ? REFUSAL[code] : null,
    next: null,
    message,
  };
}
