// @ts-check
import { readFileSync } from 'node:fs';

/**
 * The pinned tools: `node.fits` lists the oldest usable release of each major
 * version, `node.packages` the npm package carrying Node for a platform.
 *
 * @typedef {{
 *   node: {
 *     fits: string[],
 *     packages: Record<string, { name: string, version: string }>,
 *   },
 *   yarn: { name: string, version: string },
 * }} Toolchain
 * @internal
 */

/**
 * @returns {Toolchain} the contents of toolchain.json
 * @internal
 */
export function readToolchain() {
  return JSON.parse(
    readFileSync(new URL('../toolchain.json', import.meta.url), 'utf8'),
  );
}

/**
 * Whether a Node version can run the portal: the same major version as one of
 * the releases, and not older than it.
 *
 * @param {string} version like `24.21.0`
 * @param {string[]} fits like `['22.18.0', '24.0.0']`
 * @returns {boolean}
 * @internal
 */
export function nodeFits(version, fits) {
  const [major, minor, patch] = version.split('.').map(Number);
  return fits.some(oldest => {
    const [oldestMajor, oldestMinor, oldestPatch] = oldest
      .split('.')
      .map(Number);
    return (
      major === oldestMajor &&
      (minor > oldestMinor || (minor === oldestMinor && patch >= oldestPatch))
    );
  });
}
