// @ts-check
import { statfsSync } from 'node:fs';
import { CannotContinue } from './cannot-continue.mjs';

/** What a first install needs, node_modules and caches together, in GB. */
const neededGb = 4;

/**
 * Refuses to begin an install that cannot end.
 *
 * @param {string} folder any folder of the file system that will be filled
 * @returns {void}
 * @throws CannotContinue when less than 4 GB are free
 * @internal
 */
export function requireDiskSpace(folder) {
  // Node before 18.15 cannot tell; the install itself then finds out.
  if (typeof statfsSync !== 'function') {
    return;
  }
  const { bavail, bsize } = statfsSync(folder);
  const freeGb = (bavail * bsize) / 1e9;
  if (freeGb < neededGb) {
    throw new CannotContinue(
      `The disk is nearly full: ${freeGb.toFixed(
        1,
      )} GB are free where ${folder} lies, ` +
        `and the installation needs ${neededGb} GB. Free some space and run the command again.`,
    );
  }
}
