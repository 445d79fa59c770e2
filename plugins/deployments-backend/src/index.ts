/**
 * The deployments backend: watches clusters, keeps the state of their
 * rollouts and acts on them.
 *
 * @packageDocumentation
 */

export { deploymentsPlugin as default } from './plugin';
export { kubernetesModuleDeployments } from './clusters/kubernetesModule';
export * from './permissions/rules';
