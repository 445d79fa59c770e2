/**
 * Why a rollout is not moving, as one sentence that a developer understands.
 * The code and the values are for screens that say it in another language.
 *
 * @public
 */
export interface DeploymentExplanation {
  code: DeploymentExplanationCode;
  /** English, complete in itself: what, of what, and what to do. */
  message: string;
  /** What the sentence names, e.g. `metric`, `value`, `limit`, `pod`. */
  values: Record<string, string>;
  /**
   * `wait`: it goes on by itself; `person`: somebody has to decide;
   * `problem`: something is wrong and stays so until it is repaired.
   */
  severity: 'wait' | 'person' | 'problem';
}

/**
 * Why, from the most telling cause to the least. Values in brackets.
 *
 * - `metric-failed`, `metric-inconclusive`, `metric-error`: an analysis
 *   (`metric`, `value`, `condition`, `message`);
 * - `image-pull`, `crash-loop`, `unschedulable`, `container-config`,
 *   `pod-not-ready`: pods of the new revision (`pod`, `count`, `reason`,
 *   `message`);
 * - `quota`: pods are refused by a quota or an admission rule (`message`);
 * - `progress-deadline`: too long without progress (`message`);
 * - `invalid-spec`: the engine refuses the spec (`message`);
 * - `aborted`: all traffic was sent back (`message`);
 * - `waiting-for-person`: an endless pause (`step`, `weight`);
 * - `waiting-for-gate`: an engine's own gate (`gate`);
 * - `paused-by-hand`, `suspended`;
 * - `timed-pause`: (`until`);
 * - `analysis-running`: (`metric`);
 * - `pods-starting`: (`ready`, `desired`);
 * - `controller-silent`: the engine has not seen the spec (`generation`);
 * - `dead-end`: traffic goes where no pod is ready (`destination`).
 *
 * @public
 */
export type DeploymentExplanationCode =
  | 'metric-failed'
  | 'metric-inconclusive'
  | 'metric-error'
  | 'image-pull'
  | 'crash-loop'
  | 'unschedulable'
  | 'container-config'
  | 'pod-not-ready'
  | 'quota'
  | 'progress-deadline'
  | 'invalid-spec'
  | 'aborted'
  | 'waiting-for-person'
  | 'waiting-for-gate'
  | 'paused-by-hand'
  | 'suspended'
  | 'timed-pause'
  | 'analysis-running'
  | 'pods-starting'
  | 'controller-silent'
  | 'dead-end';
