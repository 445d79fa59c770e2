import type {
  ActionNote,
  ActionNoteCode,
  ActionRefusalCode,
  DeploymentAction,
  TargetAccess,
} from '@heal7/backstage-plugin-deployments-common';
import type { MessageKey, Translation } from '../translation';
import type { ActionObstacle } from './actionChoices';
import { formatMoment } from './time';

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

const NOTE: Record<ActionNoteCode, MessageKey> = {
  'analysis-stays-off': 'versions.analysisStaysOff',
  'gate-stays-open': 'versions.gateStaysOpen',
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

/** Why an action cannot be taken, and what to do about it. @internal */
export interface ObstacleText {
  what: string;
  /** Empty when there is nothing to do but wait. */
  next: string;
}

/**
 * An obstacle in the reader's language. The engine's own English says most;
 * in other languages the kind of refusal is told, and a kind that we do not
 * know yet in the engine's words.
 *
 * @param now - milliseconds since the epoch, by the server's clock.
 * @internal
 */
export function obstacleText(
  obstacle: ActionObstacle,
  { t, language }: Pick<Translation, 't' | 'language'>,
  now: number,
): ObstacleText {
  if (obstacle.by === 'engine') {
    const { code, message } = obstacle.refusal;
    const known = Object.hasOwn(REFUSAL, code);
    const ours = known && !(language.startsWith('en') && message);
    return { what: ours ? t(REFUSAL[code]) : message, next: '' };
  }
  const { denial, freeze } = obstacle;
  if (denial === 'frozen' && freeze) {
    const until = formatMoment(freeze.until, now, language);
    return {
      what: t('acting.frozenSaid', { until, reason: freeze.reason }),
      next: t(DENIAL.frozen.next),
    };
  }
  return { what: t(DENIAL[denial].what), next: t(DENIAL[denial].next) };
}

/**
 * A note in the reader's language; one of a kind that we do not know yet in
 * the engine's words.
 *
 * @internal
 */
export const noteText = (
  { code, message }: ActionNote,
  { t }: Pick<Translation, 't'>,
): string => (Object.hasOwn(NOTE, code) ? t(NOTE[code]) : message);
