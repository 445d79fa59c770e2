import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot, toolRoot } from '../paths.mts';

/** What is taken of one Go module; the shape of `versions.json`. */
export interface Recipe {
  name: string;
  /**
   * `cluster`: a test cluster needs it. `tools`: only checks need it. `crds`: a
   * module of which only files are kept.
   */
  group: 'cluster' | 'tools' | 'crds';
  module: string;
  /** Where the module is, when it is our own: a folder of this repository. */
  folder?: string;
  /** The command to build; none when only files are kept. */
  package?: string;
  version: string;
  /**
   * The published version of sibling modules that the module itself requires
   * as `v0.0.0` and replaces by local folders (Kubernetes' staging modules).
   */
  stagingVersion?: string;
  /** Put the version into the binary the way Kubernetes' own build does. */
  stampVersion?: boolean;
  /** Folders and files of the module to keep beside the binary, by asset name. */
  assets?: Record<string, string[]>;
}

/** Raise when the way of building changes, so that old binaries are rebuilt. */
const RECIPE_FORMAT = 1;

/** Every recipe of `versions.json`, in the order of building. */
export function readRecipes(): Recipe[] {
  const text = readFileSync(join(toolRoot, 'versions.json'), 'utf8');
  const recipes = JSON.parse(text) as Record<string, Omit<Recipe, 'name'>>;
  return Object.entries(recipes).map(([name, recipe]) => ({
    name,
    ...recipe,
  }));
}

/** Our own module's text: it has no version that changes with it. */
function sources(dir: string): string[] {
  return readdirSync(dir)
    .filter(name => /\.go$|^go\.(mod|sum)$/.test(name))
    .sort()
    .flatMap(name => [name, readFileSync(join(dir, name), 'utf8')]);
}

/**
 * The folder name of a built recipe. It changes with the version, with the
 * recipe, with the text of our own module and with the platform, and with
 * nothing else.
 */
export function recipeKey(recipe: Recipe, root = repositoryRoot): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([RECIPE_FORMAT, recipe]))
    .update(`${process.platform}/${process.arch}`);
  if (recipe.folder) {
    hash.update(JSON.stringify(sources(join(root, recipe.folder))));
  }
  return `${recipe.name}-${recipe.version}-${hash.digest('hex').slice(0, 10)}`;
}

/** The linker flags of a recipe: no debug symbols, and a version if asked. */
export function linkerFlags(recipe: Recipe): string {
  const flags = ['-s', '-w'];
  if (recipe.stampVersion) {
    const [major, minor] = recipe.version.replace(/^v/, '').split('.');
    const values = {
      gitVersion: recipe.version,
      gitMajor: major,
      gitMinor: minor,
      gitTreeState: 'clean',
    };
    for (const [key, value] of Object.entries(values)) {
      flags.push(`-X k8s.io/component-base/version.${key}=${value}`);
    }
  }
  return flags.join(' ');
}
