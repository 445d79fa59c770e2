/**
 * Shows and steers the rolling updates of Deployments and StatefulSets that
 * no other engine steers, for the deployments plugin.
 *
 * @packageDocumentation
 */

export { deploymentsModuleWorkloads as default } from './module';
export { deploymentSource } from './deployment/source';
export { statefulSetSource } from './statefulset/source';
