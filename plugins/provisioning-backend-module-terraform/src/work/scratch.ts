import { createHash } from 'node:crypto';
import { lstat, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMissing, PRIVATE_FOLDER } from '../jobs/files';

/**
 * Home and temporary files of a job's processes. Not in the job's folder:
 * engine and providers talk over sockets in there, and the path of a socket
 * may have about a hundred characters (unix(7)).
 */
export function scratchOf(jobFolder: string): string {
  const name = createHash('sha256').update(jobFolder).digest('hex');
  return join(tmpdir(), `heal7-${name.slice(0, 20)}`);
}

/** Empty, and nobody else's. */
export async function makeScratch(path: string): Promise<void> {
  await removeScratch(path);
  await mkdir(path, { mode: PRIVATE_FOLDER });
  await mkdir(join(path, 'home'));
  await mkdir(join(path, 'tmp'));
}

/** @throws Error when somebody else has put something in its place */
export async function removeScratch(path: string): Promise<void> {
  try {
    const { uid } = await lstat(path);
    if (uid !== process.getuid?.()) {
      throw new Error(`${path} belongs to somebody else`);
    }
  } catch (error) {
    if (isMissing(error)) {
      return;
    }
    throw error;
  }
  await rm(path, { recursive: true, force: true });
}
