/**
 * For the tests of rollout engines.
 *
 * @packageDocumentation
 */

export * from './testing/observed';
export * from './testing/anyObject';
export * from './testing/readerOf';
