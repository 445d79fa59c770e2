/**
 * The same tab and card for portals that are still on the old frontend system.
 *
 * @packageDocumentation
 */

export {
  deploymentsPlugin,
  EntityDeploymentsCard,
  EntityDeploymentsContent,
} from './legacyPlugin';
export { isDeploymentsAvailable } from './entityFilter';
