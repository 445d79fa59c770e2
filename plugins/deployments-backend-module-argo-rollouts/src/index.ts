/**
 * Reads and steers Argo Rollouts for the deployments plugin.
 *
 * @packageDocumentation
 */

export { deploymentsModuleArgoRollouts as default } from './module';
export { argoRolloutsSource } from './source';
