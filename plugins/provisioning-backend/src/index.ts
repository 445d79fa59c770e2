/**
 * The provisioning backend: keeps stacks, plans and approvals, has them applied
 * and watches for drift.
 *
 * @packageDocumentation
 */

export { provisioningPlugin as default } from './plugin';
export * from './permissions/rules';
