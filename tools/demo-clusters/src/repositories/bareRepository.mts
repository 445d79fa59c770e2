import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const COMMIT = /^[0-9a-f]{40,64}$/;
const REF = /^ref: (refs\/heads\/[\w./-]+)$/;
const MAX_FILE_BYTES = 1024 * 1024;

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') {
      return undefined;
    }
    throw error;
  }
}

/**
 * The commit at the tip of a bare repository's default branch, read from its
 * files without starting git; undefined while there is none.
 */
export async function headCommit(
  directory: string,
): Promise<string | undefined> {
  const head = (await readIfThere(join(directory, 'HEAD')))?.trim() ?? '';
  const ref = REF.exec(head)?.[1];
  if (!ref || ref.includes('..')) {
    return COMMIT.test(head) ? head : undefined;
  }
  const loose = (await readIfThere(join(directory, ref)))?.trim();
  if (loose && COMMIT.test(loose)) {
    return loose;
  }
  const packed = (await readIfThere(join(directory, 'packed-refs'))) ?? '';
  const line = packed.split('\n').find(entry => entry.endsWith(` ${ref}`));
  const commit = line?.split(' ')[0] ?? '';
  return COMMIT.test(commit) ? commit : undefined;
}

/**
 * A file of a commit; undefined when the commit has none of that path.
 * `cat-file` runs no hooks, filters or text conversions of the repository.
 */
export function readCommitted(
  directory: string,
  commit: string,
  path: string,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      ['--git-dir', directory, 'cat-file', 'blob', `${commit}:${path}`],
      { maxBuffer: MAX_FILE_BYTES, timeout: 10_000 },
      (error, stdout) => {
        // Git answers 128 for a path that the commit does not have.
        if (error && error.code === 128) {
          resolve(undefined);
        } else if (error) {
          reject(error);
        } else {
          resolve(stdout);
        }
      },
    );
  });
}

/** True when git can be started. */
export function hasGit(): Promise<boolean> {
  return new Promise(resolve => {
    execFile('git', ['--version'], error => resolve(error === null));
  });
}
