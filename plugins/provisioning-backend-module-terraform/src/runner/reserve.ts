import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRIVATE_FILE } from '../jobs/files';
import type { JobFolder } from '../jobs/JobFolder';

const RESERVE_BYTES = 1024 * 1024;

const fileIn = (folder: JobFolder) => join(folder.path, 'reserve');

/** Keeps room on the disk for telling that there is none. */
export async function keepReserve(folder: JobFolder): Promise<void> {
  await writeFile(fileIn(folder), Buffer.alloc(RESERVE_BYTES, 1), {
    mode: PRIVATE_FILE,
  }).catch(() => {});
}

export async function releaseReserve(folder: JobFolder): Promise<void> {
  await rm(fileIn(folder), { force: true });
}
