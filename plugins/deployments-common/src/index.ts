/**
 * Wire types, permissions and annotations of the deployments plugin.
 *
 * @packageDocumentation
 */

export * from './state/DeploymentState';
export * from './state/DeploymentReplicas';
export * from './state/DeploymentStep';
export * from './state/DeploymentRevision';
export * from './state/DeploymentAnalysis';
export * from './actions/ActionOffer';
export * from './actions/DecisionBasis';
export * from './entity/annotations';
export * from './entity/EntitySelector';
export * from './entity/labelSelector';
export * from './api/wire';
export * from './permissions';
