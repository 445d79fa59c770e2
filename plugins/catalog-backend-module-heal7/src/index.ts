/**
 * heal7's additions to the catalog backend.
 *
 * @packageDocumentation
 */

export { catalogModuleHeal7 as default } from './module';
export { catalogModuleProvisioning } from './provisioningModule';
