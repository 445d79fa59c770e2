/**
 * For the tests of rollout engines.
 *
 * @packageDocumentation
 */

export * from './testing/observed';
export * from './testing/anyObject';
export { readerOf } from './testing/readerOf';
export {
  sourceContract,
  type ContractCheck,
} from './testing/contract/sourceContract';
export type { SourceSample } from './testing/contract/SourceSample';
