import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { go } from './go.mts';
import type { Recipe } from './recipes.mts';

interface ModulePath {
  Path: string;
  Version?: string;
}

interface GoModule {
  Go?: string;
  Require?: ModulePath[] | null;
  Replace?: Array<{ Old: ModulePath; New: ModulePath }> | null;
}

/**
 * The text of a `go.mod` that requires a recipe's module and repeats what that
 * module replaces: `go install` refuses modules with replace directives, and
 * Go ignores those of a module that is not the main one.
 *
 * A replacement by a local folder means a sibling that the module's repository
 * carries: the published one stands for it. Where the requirement names no real
 * version (`v0.0.0`), the recipe's `stagingVersion` does.
 *
 * @throws Error when there are such siblings and the recipe has no version
 */
export function wrapperModule(recipe: Recipe, module: GoModule): string {
  const replaces = new Map<string, string>();
  for (const { Old, New } of module.Replace ?? []) {
    if (New.Version) {
      const from = Old.Version ? `${Old.Path} ${Old.Version}` : Old.Path;
      replaces.set(from, `${New.Path} ${New.Version}`);
    }
  }
  for (const { Path, Version } of module.Require ?? []) {
    const replaced = replaces.has(Path) || replaces.has(`${Path} ${Version}`);
    if (Version === 'v0.0.0' && !replaced) {
      if (!recipe.stagingVersion) {
        throw new Error(`${recipe.name}: ${Path} needs a stagingVersion`);
      }
      replaces.set(Path, `${Path} ${recipe.stagingVersion}`);
    }
  }
  return [
    'module heal7.local/build',
    `go ${module.Go ?? '1.24'}`,
    `require ${recipe.module} ${recipe.version}`,
    ...[...replaces].map(([from, to]) => `replace ${from} => ${to}`),
    '',
  ].join('\n');
}

/** Downloads a recipe's module; gives its folder and its `go.mod`. */
export async function downloadModule(
  recipe: Recipe,
  cwd: string,
): Promise<{ dir: string; module: GoModule }> {
  const spec = `${recipe.module}@${recipe.version}`;
  const { Dir, GoMod } = JSON.parse(
    await go(['mod', 'download', '-json', spec], cwd),
  ) as { Dir: string; GoMod: string };
  const copy = join(cwd, 'upstream.mod');
  await writeFile(copy, await readFile(GoMod));
  const module = JSON.parse(await go(['mod', 'edit', '-json', copy], cwd));
  return { dir: Dir, module };
}
