/**
 * The same tab, card and page for portals that are still on the old frontend system.
 *
 * @packageDocumentation
 */

export {
  DeploymentsFleetPage,
  deploymentsPlugin,
  EntityDeploymentsCard,
  EntityDeploymentsContent,
} from './legacyPlugin';
export { isDeploymentsAvailable } from './entityFilter';
