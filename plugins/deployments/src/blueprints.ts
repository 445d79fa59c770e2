// The only file that imports what the catalog and the home page call alpha.
export {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
export { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
