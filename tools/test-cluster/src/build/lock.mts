import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Progress } from '../progress.mts';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The process that holds a lock, or undefined when it is free or left over. */
async function holder(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const pid = Number(text);
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

/** Makes the lock with its holder's number in it, or fails with EEXIST. */
async function createLock(path: string): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, String(process.pid));
  try {
    await link(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
}

/**
 * Runs `work` while no other process holds the lock file. A lock whose process
 * is gone is taken over.
 */
export async function withLock<T>(
  path: string,
  progress: Progress,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    try {
      await createLock(path);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
      const pid = await holder(path);
      if (pid === undefined) {
        await rm(path, { force: true });
      } else {
        if (attempt === 0) {
          progress(`waiting for process ${pid}, which holds ${path}`);
        }
        await delay(500);
      }
    }
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
