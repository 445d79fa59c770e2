import { join, resolve } from 'node:path';

const clone = resolve(import.meta.dirname, '../../..');
const cache = resolve(process.env.HEAL7_CACHE_DIR || join(clone, '.cache'));

/** What is the platform's own, wherever it was cloned to. */
export const ownFolders = [clone, cache];

/** Where the platform's own tools are kept (`.ci/run` fills it). */
export const toolFolders = [
  join(cache, 'bin'),
  join(cache, 'python-tools', 'bin'),
];

/** A folder that outlives a run. */
export const cacheFolder = (...path: string[]): string =>
  join(cache, 'services', ...path);
