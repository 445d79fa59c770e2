/**
 * Runs Terraform or OpenTofu for the provisioning backend, on its machine.
 *
 * @packageDocumentation
 */

export { provisioningModuleTerraform as default } from './module';
export { createTerraformExecutor } from './createTerraformExecutor';
