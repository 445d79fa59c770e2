import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';

const PATTERN = /^\.creating-(\d+)-[0-9a-f-]+$/;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Folders in which repositories are built. Their names tell the process, so
 * that what a killed one has left behind can be told from what is being built.
 */
export class UnfinishedFolders {
  private readonly mine = new Set<string>();

  constructor(private readonly directory: string) {}

  /** Gives a function a folder that is gone when the function has ended. */
  async use<T>(build: (folder: string) => Promise<T>): Promise<T> {
    const name = `.creating-${process.pid}-${randomUUID()}`;
    const folder = join(this.directory, name);
    this.mine.add(name);
    try {
      return await build(folder);
    } finally {
      this.mine.delete(name);
      await fs.promises.rm(folder, { recursive: true, force: true });
    }
  }

  /** Removes the folders that nobody works on any more. */
  async sweep(): Promise<void> {
    for (const name of await fs.promises.readdir(this.directory)) {
      const pid = Number(PATTERN.exec(name)?.[1] ?? NaN);
      if (Number.isNaN(pid) || this.mine.has(name)) {
        continue;
      }
      // A process of a restarted container has the number of the one before.
      if (pid === process.pid || !isRunning(pid)) {
        const folder = join(this.directory, name);
        await fs.promises.rm(folder, { recursive: true, force: true });
      }
    }
  }
}
