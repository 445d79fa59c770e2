/**
 * Wire types, phases and permissions of the provisioning plugin.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api/requests';
export * from './cost/CostEstimate';
export * from './permissions';
export * from './plan/PlanSummary';
export * from './policy/PolicyFinding';
export * from './runs/LogPage';
export * from './runs/Run';
export * from './runs/transitions';
export * from './stacks/Stack';
export * from './stacks/StackDefinition';
export * from './stacks/StackModule';
export * from './stacks/stackPhase';
