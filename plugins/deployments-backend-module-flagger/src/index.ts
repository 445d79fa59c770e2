/**
 * Reads and steers Flagger's Canaries for the deployments plugin.
 *
 * @packageDocumentation
 */

export { deploymentsModuleFlagger as default } from './module';
export { flaggerSource } from './source';
