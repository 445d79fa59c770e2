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
export * from './state/DeploymentTraffic';
export * from './state/DeploymentExplanation';
export * from './state/DeploymentGitOps';
export * from './state/needsAttention';
export * from './actions/ActionOffer';
export * from './actions/DecisionBasis';
export * from './entity/annotations';
export * from './entity/EntitySelector';
export * from './entity/labelSelector';
export * from './api/wire';
export * from './api/fleet';
export * from './api/rollouts';
export * from './api/metrics';
export * from './api/rollback';
export * from './api/freezes';
export * from './api/changes';
export * from './api/waves';
export * from './api/incidents';
export * from './permissions';
