import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bootstrap/lib/paths.mjs';
import type { Counts } from './counts.mts';

/**
 * Where each lane's log and last result are.
 *
 * @internal
 */
export const lanesDir = join(root, '.cache', 'lanes');

/** What is kept of a lane that passed. */
interface Entry {
  hash: string;
  counts: Counts;
}

const fileOf = (id: string) => join(lanesDir, `${id}.json`);

/**
 * The counts of the last run, if it passed on the same inputs.
 *
 * @internal
 */
export function recall(id: string, hash: string): Counts | undefined {
  if (!existsSync(fileOf(id))) {
    return undefined;
  }
  try {
    const entry: Entry = JSON.parse(readFileSync(fileOf(id), 'utf8'));
    return entry.hash === hash ? entry.counts : undefined;
  } catch {
    // Cut off while it was written: as good as none.
    return undefined;
  }
}

/**
 * Keeps the counts of a run that passed.
 *
 * @internal
 */
export function remember(id: string, entry: Entry): void {
  mkdirSync(lanesDir, { recursive: true });
  writeFileSync(fileOf(id), JSON.stringify(entry));
}
