// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Whether the work that a stamp stands for was finished for these inputs.
 *
 * @param {string} path
 * @param {string} fingerprint
 * @returns {boolean}
 * @internal
 */
export function stampMatches(path, fingerprint) {
  try {
    return readFileSync(path, 'utf8').trim() === fingerprint;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') {
      return false;
    }
    throw error;
  }
}

/**
 * Does work once for its inputs. The stamp goes before the work and comes back
 * after it, so that work which was interrupted is done again.
 *
 * @param {string} path
 * @param {string} fingerprint
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} whether it had to be done
 * @internal
 */
export async function oncePerStamp(path, fingerprint, work) {
  if (stampMatches(path, fingerprint)) {
    return false;
  }
  rmSync(path, { force: true });
  await work();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${fingerprint}\n`);
  return true;
}
