import { factsOf } from './facts.mts';
import { filesOf } from '../files.mts';

/** Files that people and the portal read, and nothing that is built. */
const NOT_CODE =
  /^(deploy|docs|\.heal7)\/|^(catalog-info\.yaml|mkdocs\.yml|renovate\.json|CODEOWNERS|README\.md|\.editorconfig|\.yamllint\.yml|\.gitignore)$|^\.github\/(zizmor\.yml|workflows\/ci\.yml)$/;

/**
 * What building and starting a service depends on. Rows of options that agree
 * in it are one service under several deliveries.
 */
export const codeTree = (folder: string): Array<[string, string]> => [
  ...[...filesOf(folder)].filter(([path]) => !NOT_CODE.test(path)),
  ['deploy/values.yaml', JSON.stringify(factsOf(folder))],
];
