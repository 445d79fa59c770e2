// The only file that imports what the catalog and the scaffolder call alpha.
export {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
export { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
