import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheDir, repositoryRoot } from '../paths.mts';
import type { Progress } from '../progress.mts';
import { go } from './go.mts';
import { withLock } from './lock.mts';
import {
  linkerFlags,
  readRecipes,
  recipeKey,
  type Recipe,
} from './recipes.mts';
import { downloadModule, wrapperModule } from './wrapper-module.mts';

const storeDir = () => join(cacheDir(), 'store');

/** The folder that holds a recipe's binary and its assets, once built. */
export function builtDir(recipe: Recipe): string {
  return join(storeDir(), recipeKey(recipe));
}

/** Whether this very version and recipe has been built before. */
export function isBuilt(recipe: Recipe): boolean {
  return existsSync(builtDir(recipe));
}

async function copyAssets(recipe: Recipe, from: string, to: string) {
  for (const [asset, paths] of Object.entries(recipe.assets ?? {})) {
    for (const path of paths) {
      const source = join(from, path);
      const isFile = (await stat(source)).isFile();
      const target = isFile ? join(asset, basename(path)) : asset;
      await cp(source, join(to, target), { recursive: true });
    }
  }
}

const hasCommand = (recipe: Recipe): recipe is Recipe & { package: string } =>
  recipe.package !== undefined;

/** Removes the scratch folders of builds that were interrupted. */
async function removeLeftovers(recipe: Recipe): Promise<void> {
  const prefix = `.${recipe.name}-`;
  for (const entry of await readdir(storeDir())) {
    if (entry.startsWith(prefix)) {
      await rm(join(storeDir(), entry), { recursive: true, force: true });
    }
  }
}

/** Builds a recipe's command from the module in `dir`. */
function goBuild(
  recipe: Recipe & { package: string },
  dir: string,
  to: string,
) {
  return go(
    [
      'build',
      // Our own module says itself what it needs, a wrapper learns it.
      recipe.folder ? '-mod=readonly' : '-mod=mod',
      '-trimpath',
      `-ldflags=${linkerFlags(recipe)}`,
      '-o',
      join(to, recipe.name),
      recipe.package,
    ],
    dir,
  );
}

/** Downloads a module and builds from it in `work`. */
async function buildDownloaded(recipe: Recipe, work: string, to: string) {
  const { dir, module } = await downloadModule(recipe, work);
  if (hasCommand(recipe)) {
    await writeFile(join(work, 'go.mod'), wrapperModule(recipe, module));
    await goBuild(recipe, work, to);
  }
  await copyAssets(recipe, dir, to);
}

/** Builds in a scratch folder and renames at the end: all of it or nothing. */
async function buildOne(recipe: Recipe): Promise<void> {
  await mkdir(storeDir(), { recursive: true });
  await removeLeftovers(recipe);
  const scratch = await mkdtemp(join(storeDir(), `.${recipe.name}-`));
  try {
    const work = join(scratch, 'work');
    const result = join(scratch, 'result');
    await mkdir(work);
    await mkdir(result);
    if (recipe.folder && hasCommand(recipe)) {
      await goBuild(recipe, join(repositoryRoot, recipe.folder), result);
    } else {
      await buildDownloaded(recipe, work, result);
    }
    await rename(result, builtDir(recipe));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Points `<cache>/bin/<name>` at the built binary, atomically. Gives its path, or
 * the folder of a recipe that has no binary.
 */
async function publish(recipe: Recipe): Promise<string> {
  if (!recipe.package) {
    return builtDir(recipe);
  }
  const bin = join(cacheDir(), 'bin');
  const link = join(bin, recipe.name);
  const target = join('..', 'store', recipeKey(recipe), recipe.name);
  const current = await readlink(link).catch(() => undefined);
  if (current !== target) {
    const fresh = join(bin, `.${recipe.name}-${randomUUID()}`);
    await mkdir(bin, { recursive: true });
    await symlink(target, fresh);
    await rename(fresh, link);
  }
  return link;
}

/**
 * Builds what is missing, and only that: seconds turn into milliseconds the
 * second time. Two builds at once wait for each other.
 *
 * @param names - the binaries to build; unknown names are refused
 * @returns the path of each binary, by name
 */
export async function build(
  names: string[],
  progress: Progress,
): Promise<Record<string, string>> {
  const recipes = readRecipes().filter(({ name }) => names.includes(name));
  const paths: Record<string, string> = {};
  for (const recipe of recipes) {
    if (!isBuilt(recipe)) {
      await withLock(
        join(cacheDir(), `${recipe.name}.lock`),
        progress,
        async () => {
          if (!isBuilt(recipe)) {
            progress(`building ${recipe.name} ${recipe.version} (once)`);
            await buildOne(recipe);
            progress(`built ${recipe.name} ${recipe.version}`);
          }
        },
      );
    }
    paths[recipe.name] = await publish(recipe);
  }
  return paths;
}
