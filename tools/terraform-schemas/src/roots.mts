import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { infrastructureDir, schemasDir } from './paths.mts';

/** A folder that Terraform can be run in: a module, an example or a stack. */
export interface Root {
  /** Relative to the infrastructure code. */
  path: string;
  /** What it is: `modules/NAME`, `modules/NAME/examples/CASE`, `stacks/ID`. */
  kind: 'module' | 'example' | 'stack';
}

const FOLDERS: Array<[Root['kind'], string]> = [
  ['module', 'modules/*/versions.tf'],
  ['example', 'modules/*/examples/*/versions.tf'],
  ['stack', 'stacks/*/versions.tf'],
];

/** The providers that a `versions.tf` requires. */
export function requiredProviders(versions: string): string[] {
  return [...versions.matchAll(/^\s*source\s*=\s*"([^"]+)"/gm)].map(
    ([, source]) => source,
  );
}

/**
 * The roots whose providers are all known by their schemas. The others need
 * providers that are installed.
 */
export function schemaOnlyRoots(): Root[] {
  const known = Object.keys(
    JSON.parse(readFileSync(join(schemasDir, 'providers.json'), 'utf8')),
  );
  return FOLDERS.flatMap(([kind, pattern]) =>
    globSync(pattern, { cwd: infrastructureDir })
      .sort()
      .filter(file => {
        const text = readFileSync(join(infrastructureDir, file), 'utf8');
        const required = requiredProviders(text);
        return (
          required.length > 0 && required.every(name => known.includes(name))
        );
      })
      .map(file => ({ kind, path: dirname(file) })),
  );
}
