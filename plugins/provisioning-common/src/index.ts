/**
 * Wire types of the provisioning plugin: stacks, runs and plans.
 *
 * @packageDocumentation
 */

export * from './plan/PlanSummary';
