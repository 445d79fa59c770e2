/**
 * Extension points of the deployments backend: teach it a rollout engine.
 *
 * @packageDocumentation
 */

export * from './extensions';
export * from './source/DeploymentSource';
export * from './source/WatchedKind';
export * from './source/observeObject';
export * from './source/KubernetesObject';
export * from './cluster/ClusterApi';
export * from './metrics/MetricsSource';
export * from './config/readWorkloadSelector';
export * from './kubernetes';
