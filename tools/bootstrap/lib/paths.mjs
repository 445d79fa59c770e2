// @ts-check
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The clone.
 *
 * @internal
 */
export const root = resolve(
  fileURLToPath(new URL('../../..', import.meta.url)),
);

/**
 * What the two commands fetch for themselves: Node, Yarn, the TechDocs
 * generator. Safe to delete.
 *
 * @internal
 */
export const toolchainDir = join(root, '.toolchain');

/**
 * Where downloads are kept: inside the clone, unless `HEAL7_CACHE_DIR` names a
 * folder that several clones share.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} an absolute path
 * @internal
 */
export function cacheDir(env = process.env) {
  return env.HEAL7_CACHE_DIR
    ? resolve(env.HEAL7_CACHE_DIR)
    : join(root, '.cache');
}

/**
 * The Backstage CLI's script, once installed.
 *
 * @internal
 */
export const backstageCli = join(
  root,
  ...['node_modules', '@backstage', 'cli', 'bin', 'backstage-cli'],
);
