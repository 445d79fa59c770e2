export { deploymentsApiRef } from './DeploymentsApi';
export type {
  ActionResult,
  DeliveryQuery,
  DeploymentsApi,
  DeploymentsSnapshot,
  HistoryFormat,
  MetricsQuery,
  PodLogQuery,
  RollbackQuery,
  RolloutsQuery,
} from './DeploymentsApi';
export { DeploymentsClient } from './DeploymentsClient';
export { failureOf } from './failure';
export type { Failure, FailureKind } from './failure';
export { fleetParams, LIST_FILTERS, readFleetFilters } from './fleetParams';
export type { FleetFilters } from './fleetParams';
