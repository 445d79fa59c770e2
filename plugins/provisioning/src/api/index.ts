export { failureOf } from './failure';
export type { Failure, FailureKind } from './failure';
export { provisioningApiRef } from './ProvisioningApi';
export type { AskOptions, LogQuery, ProvisioningApi } from './ProvisioningApi';
export { ProvisioningClient } from './ProvisioningClient';
export {
  FILTER_NAMES,
  readStackFilters,
  STACK_PHASES,
  stackParams,
} from './stackParams';
export type { StackFilters } from './stackParams';
