import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** As the scaffolder names its folders; see `folders`. */
const TASK = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:_step-.*)?$/;
const DRY_RUN =
  /^dry-run-(?:content-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** No dry run takes as long. */
const DRY_RUN_MS = 60 * 60 * 1000;

/**
 * Folders that the scaffolder leaves in its working directory when it is
 * killed, or when a step fails that had made one: `<task>` is a workspace,
 * `<task>_step-<step>-*` a temporary folder of a step, `dry-run-*` either of a
 * dry run.
 */
export class LeftoverFolders {
  constructor(private readonly directory: string) {}

  /** Removes everything of a task that has ended. */
  async removeOf(taskId: string): Promise<void> {
    for (const name of await readdir(this.directory)) {
      if (TASK.exec(name)?.[1] === taskId) {
        await this.remove(name);
      }
    }
  }

  /**
   * Removes everything of tasks that have ended, and of dry runs of long ago.
   *
   * @param hasEnded - false, too, for tasks that are not of this portal: the
   *   working directory may be shared
   */
  async sweep(hasEnded: (taskId: string) => Promise<boolean>): Promise<void> {
    for (const name of await readdir(this.directory)) {
      const taskId = TASK.exec(name)?.[1];
      if (taskId ? await hasEnded(taskId) : await this.isOldDryRun(name)) {
        await this.remove(name);
      }
    }
  }

  private async isOldDryRun(name: string): Promise<boolean> {
    if (!DRY_RUN.test(name)) {
      return false;
    }
    // It may end between being listed and being looked at.
    const found = await stat(join(this.directory, name)).catch(() => undefined);
    return found !== undefined && found.mtimeMs < Date.now() - DRY_RUN_MS;
  }

  private remove(name: string): Promise<void> {
    return rm(join(this.directory, name), { recursive: true, force: true });
  }
}
