import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Only for who runs the portal. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

export const isMissing = (error: unknown) =>
  (error as NodeJS.ErrnoException)?.code === 'ENOENT';

/** Undefined when there is no such file. */
export async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Whole or not at all, also when the machine goes down in between. */
export async function writeAtomically(
  file: string,
  content: string | Uint8Array,
): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    const handle = await open(beside, 'wx', PRIVATE_FILE);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}

export const writeJson = (file: string, value: unknown) =>
  writeAtomically(file, JSON.stringify(value));

/**
 * Writes a file that nobody has written.
 *
 * @returns false when it was there
 */
export async function claim(file: string, value: unknown): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
  try {
    const handle = await open(file, 'wx', PRIVATE_FILE);
    await handle.writeFile(JSON.stringify(value));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}
