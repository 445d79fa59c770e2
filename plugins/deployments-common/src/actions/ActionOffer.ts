/**
 * What a person can do to a rollout.
 *
 * - `promote`: go on from the pause or step it is at;
 * - `promote-full`: skip all remaining steps, pauses and analysis;
 * - `skip-step`: move on to the next step without waiting for this one;
 * - `pause` / `resume`: hold the rollout by hand, and let it go on;
 * - `abort`: send all traffic back to the stable revision;
 * - `retry`: start an aborted rollout's steps again;
 * - `restart`: replace all pods without a new revision;
 * - `rollback`: make an older revision's pod template the newest.
 *
 * @public
 */
export type DeploymentAction =
  | 'promote'
  | 'promote-full'
  | 'skip-step'
  | 'pause'
  | 'resume'
  | 'abort'
  | 'retry'
  | 'restart'
  | 'rollback';

/**
 * All actions, in the order in which they are shown.
 *
 * @public
 */
export const DEPLOYMENT_ACTIONS: readonly DeploymentAction[] = [
  'promote',
  'promote-full',
  'skip-step',
  'pause',
  'resume',
  'retry',
  'abort',
  'rollback',
  'restart',
];

/**
 * Why an action is not possible now. The code is stable and translated by
 * the screen; the message is English and complete in itself.
 *
 * @public
 */
export interface ActionRefusal {
  code: ActionRefusalCode;
  message: string;
}

/** @public */
export type ActionRefusalCode =
  | 'not-paused'
  | 'already-paused'
  | 'not-in-progress'
  | 'fully-promoted'
  | 'aborted'
  | 'not-aborted'
  | 'no-steps'
  | 'no-other-revision'
  | 'spec-not-observed'
  | 'invalid-spec'
  | 'no-gate'
  | 'unsupported';

/**
 * What an action leaves behind beyond what it is asked for, to be said before
 * it is done. The code is stable and translated by the screen; the message is
 * English and complete in itself.
 *
 * @public
 */
export interface ActionNote {
  code: ActionNoteCode;
  message: string;
}

/**
 * - `analysis-stays-off`: later revisions are not judged either, until somebody
 *   turns their analysis on again;
 * - `gate-stays-open`: later revisions need no approval either, until somebody
 *   closes the gate.
 *
 * @public
 */
export type ActionNoteCode = 'analysis-stays-off' | 'gate-stays-open';

/**
 * One action and whether the engine would carry it out in this state.
 * Permissions are not considered here.
 *
 * @public
 */
export interface ActionOffer {
  action: DeploymentAction;
  /** Null when the action is possible. */
  refusal: ActionRefusal | null;
  /**
   * True when it edits the spec, which a tool in `managedBy` may revert;
   * false when it only touches the status.
   */
  editsSpec: boolean;
  /** Left out when the action changes nothing for later revisions. */
  note?: ActionNote;
}
