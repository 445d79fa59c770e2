/**
 * The permission policy of the heal7 developer platform: reading follows the
 * catalog, acting is denied unless granted by configuration.
 *
 * @packageDocumentation
 */

export { permissionModuleHeal7 as default } from './module';
