/**
 * What executors of the provisioning backend share: plans read, secrets
 * masked.
 *
 * @packageDocumentation
 */

export * from './plan/readPlan';
export * from './secrets/SecretMask';
