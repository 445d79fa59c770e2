/**
 * What tests of the provisioning backend and its modules share.
 *
 * @packageDocumentation
 */

export * from './testing/FakeExecutor';
