/**
 * How many pods there should be, and how many there are.
 *
 * @public
 */
export interface DeploymentReplicas {
  desired: number;
  ready: number;
  available: number;
}
