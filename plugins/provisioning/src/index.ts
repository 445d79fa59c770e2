/**
 * Shows stacks, plans, approvals and drift.
 *
 * @packageDocumentation
 */

export { provisioningPlugin as default } from './plugin';
export { ProvisioningClient, provisioningApiRef } from './api';
export type { AskOptions, LogQuery, ProvisioningApi } from './api';
export { RunPanel } from './components/Run/RunPanel';
export type { RunPanelProps } from './components/Run/RunPanel';
export { provisioningTranslationRef } from './translation';
