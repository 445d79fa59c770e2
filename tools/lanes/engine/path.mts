import { delimiter, join } from 'node:path';
import { cacheDir, root } from '../../bootstrap/lib/paths.mjs';
import { ensureSandbox } from '../../bootstrap/lib/sandbox.mjs';
import { ensureTechDocs } from '../../bootstrap/lib/techdocs.mjs';

/**
 * Puts on PATH what was built or installed for the lanes outside the system's
 * own folders: the Go-built binaries (`npm run cluster -- build`) and the
 * linters that come from PyPI (`.ci/run`). The workspace's own commands come first.
 *
 * @param options - `techDocs`: the documentation generator too, `sandbox`: the
 *   emulated cloud too; installed if they have to be
 * @internal
 */
export async function extendPath(options: {
  techDocs: boolean;
  sandbox: boolean;
}): Promise<void> {
  const techDocsBin = options.techDocs ? await ensureTechDocs() : undefined;
  const sandboxBin = options.sandbox ? await ensureSandbox() : undefined;
  process.env.PATH = [
    join(root, 'node_modules', '.bin'),
    join(cacheDir(), 'bin'),
    join(cacheDir(), 'python-tools', 'bin'),
    ...new Set([techDocsBin, sandboxBin].filter(bin => bin !== undefined)),
    process.env.PATH,
  ].join(delimiter);
}
