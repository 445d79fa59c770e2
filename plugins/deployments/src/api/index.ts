export { deploymentsApiRef } from './DeploymentsApi';
export type {
  ActionResult,
  DeploymentsApi,
  DeploymentsSnapshot,
  PodLogQuery,
} from './DeploymentsApi';
export { DeploymentsClient } from './DeploymentsClient';
export { failureOf } from './failure';
export type { Failure, FailureKind } from './failure';
