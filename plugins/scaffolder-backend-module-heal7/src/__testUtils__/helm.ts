import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Path of the real helm.
 *
 * @throws Error saying how to get it.
 */
export function realHelm(): string {
  const built =
    process.env.HEAL7_CACHE_DIR ?? join(homedir(), '.cache', 'heal7-platform');
  const folders = [
    join(built, 'bin'),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const found = folders
    .map(folder => join(folder, 'helm'))
    .find(path => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (!found) {
    throw new Error(
      'There is no helm: run npm run cluster -- build --only helm',
    );
  }
  return found;
}
