/**
 * Scaffolder actions that create heal7 services.
 *
 * @packageDocumentation
 */

export { scaffolderModuleHeal7 as default } from './module';
