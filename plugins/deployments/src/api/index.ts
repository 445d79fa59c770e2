export { deploymentsApiRef } from './DeploymentsApi';
export type {
  ActionResult,
  DeliveryQuery,
  DeploymentsApi,
  DeploymentsSnapshot,
  HistoryFormat,
  PodLogQuery,
  RolloutsQuery,
} from './DeploymentsApi';
export { DeploymentsClient } from './DeploymentsClient';
export { failureOf } from './failure';
export type { Failure, FailureKind } from './failure';
export { fleetParams, readFleetFilters } from './fleetParams';
export type { FleetFilters } from './fleetParams';
