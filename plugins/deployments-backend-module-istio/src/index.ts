/**
 * Shows and steers blue-green by the routes of Istio, without a delivery
 * controller, for the deployments plugin.
 *
 * @packageDocumentation
 */

export { deploymentsModuleIstio as default } from './module';
export { istioBlueGreenSource } from './source';
