import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of this tool (`tools/test-cluster`). */
export const toolRoot = resolve(here, '..');

/** The root of the repository. */
export const repositoryRoot = resolve(toolRoot, '..', '..');

/**
 * Where built binaries and Go's own caches live: `HEAL7_CACHE_DIR`, or
 * `.cache` in the repository.
 */
export function cacheDir(): string {
  return resolve(process.env.HEAL7_CACHE_DIR || join(repositoryRoot, '.cache'));
}

/** Where the clusters keep their state: one folder a cluster. */
export function clustersDir(): string {
  return join(
    resolve(process.env.HEAL7_DATA_DIR || join(repositoryRoot, '.data')),
    'test-clusters',
  );
}
