import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifests } from '../../bootstrap/lib/fingerprint.mjs';
import { root } from '../../bootstrap/lib/paths.mjs';

/**
 * A package of the workspace.
 *
 * @internal
 */
export interface WorkspacePackage {
  name: string;
  /** Relative to the root. */
  dir: string;
  /** Where it runs: `common` runs anywhere. */
  side: 'frontend' | 'backend' | 'common';
}

const sides: Array<[RegExp, WorkspacePackage['side']]> = [
  [/^(frontend|web)/, 'frontend'],
  [/^common/, 'common'],
];

/**
 * @returns the packages whose tests Jest runs
 * @internal
 */
export function workspacePackages(): WorkspacePackage[] {
  return manifests(root)
    .filter(path => path !== 'package.json')
    .map(path => ({
      dir: dirname(path),
      manifest: JSON.parse(readFileSync(join(root, path), 'utf8')),
    }))
    .filter(({ manifest }) => manifest.scripts?.test !== undefined)
    .map(({ dir, manifest }) => ({
      name: manifest.name,
      dir,
      side:
        sides.find(([role]) => role.test(manifest.backstage?.role))?.[1] ??
        'backend',
    }));
}
