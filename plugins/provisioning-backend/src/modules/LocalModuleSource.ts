import { InputError } from '@backstage/errors';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isOfModules, MOST_BYTES } from './ModuleSource';
import type { ModuleSource } from './ModuleSource';
import type { SourceFiles } from './moduleTree';

/**
 * A folder of this machine, as the repository's own `infra/terraform`.
 *
 * @internal
 */
export class LocalModuleSource implements ModuleSource {
  readonly origin = null;
  readonly pinned = false;

  constructor(readonly id: string, private readonly directory: string) {}

  async read(): Promise<SourceFiles> {
    const root = await realpath(this.directory);
    const entries = await readdir(root, {
      recursive: true,
      withFileTypes: true,
    });
    const files = new Map<string, Buffer>();
    let bytes = 0;
    for (const entry of entries) {
      const path = relative(root, join(entry.parentPath, entry.name))
        .split(sep)
        .join('/');
      // A link would bring in what is kept elsewhere.
      if (entry.isFile() && isOfModules(path)) {
        bytes += (await stat(join(root, path))).size;
        if (bytes > MOST_BYTES) {
          throw new InputError(
            `${this.directory} holds more than ${MOST_BYTES} bytes`,
          );
        }
        files.set(path, await readFile(join(root, path)));
      }
    }
    return files;
  }
}
