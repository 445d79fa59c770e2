import type { DecisionBasis } from '../actions/DecisionBasis';

/**
 * `GET /v1/entities/:kind/:namespace/:name/rollback`, with the fields of
 * `DeploymentTargetRef` and `revisionHash` in the query. Reads the cluster
 * live: what a rollback would change in the pod template.
 *
 * @public
 */
export interface RollbackPreview {
  /** What the preview was made on, and a rollback is then asked for with. */
  basis: DecisionBasis;
  revisionHash: string;
  /** Empty when the templates are the same. */
  lines: TemplateDiffLine[];
  /**
   * How many values were masked: those of `env`, and of annotations and
   * arguments that look like secrets. Whether they differ is still shown.
   */
  masked: number;
}

/**
 * One line of the two pod templates as YAML. Unchanged parts that are far
 * from any change are left out, as `gap`.
 *
 * @public
 */
export interface TemplateDiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
}
