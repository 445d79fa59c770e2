/**
 * What executors and policy engines of the provisioning backend implement and
 * share: their ports, plans read, secrets masked; and the client of its API.
 *
 * @packageDocumentation
 */

export * from './client/ProvisioningClient';
export * from './events/topics';
export * from './executor/Executor';
export * from './executor/extensionPoint';
export * from './log/readEngineLine';
export * from './plan/maskPlan';
export * from './plan/readPlan';
export * from './policy/PolicyEngine';
export * from './sealed/sealed';
export * from './secrets/LineMask';
export * from './secrets/maskTexts';
export * from './secrets/SecretMask';
export * from './state/readState';
