import { randomUUID } from 'node:crypto';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { digestOf } from './moduleTree';
import type { SourceFiles } from './moduleTree';

const FILE_MODE = 0o444;

/**
 * Folders with the files of modules, named by their digest: what is run is
 * what was looked at, whatever happens to the source meanwhile.
 *
 * @internal
 */
export class BundleStore {
  constructor(private readonly directory: string) {}

  /** A folder with exactly these files, read only. */
  async folderOf(files: SourceFiles): Promise<string> {
    const revision = digestOf(files);
    const folder = join(this.directory, revision.replace(':', '-'));
    const kept = await read(folder);
    if (kept && digestOf(kept) === revision) {
      return folder;
    }
    await rm(folder, { recursive: true, force: true });
    const fresh = `${folder}.${randomUUID()}`;
    for (const [path, content] of files) {
      await mkdir(dirname(join(fresh, path)), { recursive: true });
      await writeFile(join(fresh, path), content);
      await chmod(join(fresh, path), FILE_MODE);
    }
    try {
      await rename(fresh, folder);
    } catch (error) {
      // Somebody else was faster, with the same files.
      await rm(fresh, { recursive: true, force: true });
      const theirs = await read(folder);
      if (!theirs || digestOf(theirs) !== revision) {
        throw error;
      }
    }
    return folder;
  }
}

async function read(folder: string): Promise<SourceFiles | undefined> {
  try {
    const entries = await readdir(folder, {
      recursive: true,
      withFileTypes: true,
    });
    const files = new Map<string, Buffer>();
    for (const entry of entries) {
      const file = join(entry.parentPath, entry.name);
      if (!entry.isDirectory()) {
        files.set(
          relative(folder, file).split(sep).join('/'),
          await readFile(file),
        );
      }
    }
    return files;
  } catch {
    return undefined;
  }
}
