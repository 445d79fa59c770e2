import { join } from 'node:path';

const cache =
  process.env.HEAL7_CACHE_DIR ?? join(import.meta.dirname, '../../../.cache');

/** Where the platform's own tools are kept (`.ci/run` fills it). */
export const toolFolders = [
  join(cache, 'bin'),
  join(cache, 'python-tools', 'bin'),
];

/** A folder that outlives a run. */
export const cacheFolder = (...path: string[]): string =>
  join(cache, 'services', ...path);
