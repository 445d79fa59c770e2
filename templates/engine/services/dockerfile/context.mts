import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

// Its types tell of a default export that Node does not see.
const { default: dockerignore } = createRequire(import.meta.url)(
  '@balena/dockerignore',
) as typeof import('@balena/dockerignore');

/** The files of a build, less what .dockerignore keeps back. */
export function contextFiles(folder: string): string[] {
  const file = join(folder, '.dockerignore');
  const rules = dockerignore({ ignorecase: false });
  if (existsSync(file)) rules.add(readFileSync(file, 'utf8'));
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)));
  return rules.filter(paths).sort();
}

/** Copies them, links as links. */
export async function copyContext(folder: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const path of contextFiles(folder)) {
    await cp(join(folder, path), join(out, path), { verbatimSymlinks: true });
  }
}
