/**
 * Shows the rollouts of a catalog entity and lets its owners steer them.
 *
 * @packageDocumentation
 */

export { deploymentsPlugin as default } from './plugin';
export { isDeploymentsAvailable } from './entityFilter';
export { deploymentsApiRef, DeploymentsClient } from './api';
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
} from './api';
export { deploymentsTranslationRef } from './translation';
