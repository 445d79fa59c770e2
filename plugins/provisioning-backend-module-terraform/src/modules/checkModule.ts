import { parse } from '@cdktn/hcl2json';
import type { ModuleBundle } from '@heal7/backstage-plugin-provisioning-node';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { exists } from '../jobs/JobFolder';
import {
  localModules,
  lockFileRefusals,
  providerAddress,
  refusals,
} from './refusals';
import type { ModuleFile, Refusal } from './refusals';

const LOCK_FILE = '.terraform.lock.hcl';

/** Files of the root that the engine would read without being told. */
const UNASKED = /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/;
/** OpenTofu's own, which would hide those that were checked. */
const TOFU_ONLY = /\.tofu(\.json)?$/;
const CODE = /\.tf(\.json)?$/;

async function parseFile(base: string, path: string): Promise<ModuleFile> {
  const text = await readFile(join(base, path), 'utf8');
  const content = path.endsWith('.json')
    ? JSON.parse(text)
    : await parse(path, text);
  return { path, content };
}

const reasonOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0];

/** Of one folder: what is refused, and the folders that it calls. */
async function checkFolder(
  base: string,
  folder: string,
  allowed: ReadonlySet<string>,
): Promise<{ refused: Refusal[]; calls: string[] }> {
  if (!(await exists(join(base, folder)))) {
    return { refused: [{ path: folder, what: 'no such folder' }], calls: [] };
  }
  const names = await readdir(join(base, folder));
  const refused: Refusal[] = names
    .filter(name => TOFU_ONLY.test(name))
    .map(name => ({
      path: join(folder, name),
      what: 'a file that only OpenTofu reads, in place of another',
    }));
  const files: ModuleFile[] = [];
  for (const name of names.filter(one => CODE.test(one)).sort()) {
    try {
      files.push(await parseFile(base, join(folder, name)));
    } catch (error) {
      refused.push({
        path: join(folder, name),
        what: `code that cannot be read: ${reasonOf(error)}`,
      });
    }
  }
  return {
    refused: [...refused, ...refusals(files, allowed)],
    calls: files
      .flatMap(localModules)
      .map(source => relative(base, resolve(base, folder, source))),
  };
}

async function checkRoot(
  base: string,
  root: string,
  allowed: ReadonlySet<string>,
): Promise<Refusal[]> {
  const names = await readdir(join(base, root)).catch(() => [] as string[]);
  const unasked = names
    .filter(name => UNASKED.test(name))
    .map(name => ({
      path: join(root, name),
      what: 'values that would be read in place of those that were given',
    }));
  const lockFile = join(root, LOCK_FILE);
  if (!names.includes(LOCK_FILE)) {
    const what = 'missing: it pins the providers to what was reviewed';
    return [...unasked, { path: lockFile, what }];
  }
  try {
    const file = await parseFile(base, lockFile);
    return [...unasked, ...lockFileRefusals(file, allowed)];
  } catch (error) {
    return [...unasked, { path: lockFile, what: reasonOf(error) }];
  }
}

/**
 * Looks through the code of a module, before anything of it is run, with the
 * engine's own parser.
 *
 * @param base - folder with the files of the bundle
 * @returns what must not be run; empty when all may be
 */
export async function checkModule(
  base: string,
  module: Pick<ModuleBundle, 'root' | 'providers'>,
): Promise<Refusal[]> {
  const allowed = new Set(module.providers.map(providerAddress));
  const found = await checkRoot(base, module.root, allowed);
  const seen = new Set<string>();
  const waiting = [relative(base, resolve(base, module.root))];
  for (
    let folder = waiting.pop();
    folder !== undefined;
    folder = waiting.pop()
  ) {
    if (seen.has(folder)) {
      continue;
    }
    seen.add(folder);
    if (folder === '..' || folder.startsWith(`..${sep}`)) {
      found.push({ path: folder, what: 'outside of what is pinned' });
      continue;
    }
    const { refused, calls } = await checkFolder(base, folder, allowed);
    found.push(...refused);
    waiting.push(...calls);
  }
  return found;
}
