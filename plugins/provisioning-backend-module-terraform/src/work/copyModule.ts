import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { failure } from '../engine/RunFailure';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../jobs/files';

const LEFT_OUT = new Set(['.git', '.terraform', 'node_modules']);

/**
 * Copies the files of a module, writable for its owner whatever they were, and
 * nothing but files: links lead out of what is pinned.
 *
 * @param to - must not be there
 * @throws RunFailure for anything else
 */
export async function copyModule(from: string, to: string): Promise<void> {
  const copy = async (source: string, target: string): Promise<void> => {
    await mkdir(target, { mode: PRIVATE_FOLDER });
    for (const entry of await readdir(source, { withFileTypes: true })) {
      const file = join(source, entry.name);
      const copied = join(target, entry.name);
      if (LEFT_OUT.has(entry.name)) {
        continue;
      }
      if (entry.isDirectory()) {
        await copy(file, copied);
      } else if (entry.isFile()) {
        await copyFile(file, copied);
        await chmod(copied, PRIVATE_FILE);
      } else {
        throw failure(
          'module-refused',
          `The module holds a link or a special file: ${relative(from, file)}`,
          'Modules consist of files; replace it by what it stands for.',
        );
      }
    }
  };
  await copy(from, to);
}
