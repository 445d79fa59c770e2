/**
 * A complete rollout engine, as small as one can be: Knative, whose Services
 * split requests between revisions.
 *
 * @packageDocumentation
 */

export { deploymentsModuleKnative as default } from './module';
export { knativeSource } from './source';
