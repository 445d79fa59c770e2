/**
 * Has stacks planned and applied by a workflow of GitHub Actions.
 *
 * @packageDocumentation
 */

export { provisioningModuleGitHubActions as default } from './module';
