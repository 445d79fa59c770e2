import { factsOf } from './facts.mts';
import { filesOf } from '../files.mts';

/** Files that people and the portal read, and nothing that is built. */
const NOT_CODE =
  /^(deploy|docs|\.heal7)\/|^(catalog-info\.yaml|mkdocs\.yml|renovate\.json|CODEOWNERS|README\.md|openapi\.yaml|\.editorconfig|\.yamllint\.yml|\.gitignore)$|^\.github\/(zizmor\.yml|workflows\/ci\.yml)$/;

/**
 * What building and starting a service depends on. Rows of options that agree
 * in it are one service under several deliveries.
 *
 * @param texts - the name and other texts that are the service's own, and by
 *   which it does nothing differently
 */
export function codeTree(folder: string, texts: string[]): Entry[] {
  const facts = factsOf(folder);
  // Where others are makes no difference: all of them are elsewhere.mts.
  const env = Object.entries(facts.env).filter(
    ([, value]) => !value.includes('://'),
  );
  const files: Entry[] = [
    ...[...filesOf(folder)].filter(([path]) => !NOT_CODE.test(path)),
    ['deploy/values.yaml', JSON.stringify({ ...facts, env })],
  ];
  return files.map(entry => entry.map(text => without(text, texts)) as Entry);
}

type Entry = [path: string, content: string];

const without = (text: string, texts: string[]): string =>
  texts
    .flatMap(own => [own, JSON.stringify(own).slice(1, -1)])
    .reduce((rest, own, index) => rest.replaceAll(own, `<${index}>`), text);
