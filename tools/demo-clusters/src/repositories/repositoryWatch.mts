import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, StopTimer } from '../clock/clock.mts';
import { headCommit, readCommitted } from './bareRepository.mts';
import {
  readDeployment,
  ValuesError,
  type Deployment,
} from './deployValues.mts';

/** What the watch needs of the world. */
export interface RepositoryWatchOptions {
  /** Folder with bare repositories, `<name>.git`; it may not exist yet. */
  directory: string;
  clock: Clock;
  /** Called for each environment that a new commit has values for. */
  deploy(deployment: Deployment): void;
  /** Takes a line about each repository that is ignored. */
  log(line: string): void;
  /** Milliseconds between looks; a second unless given. */
  interval?: number;
}

/** A running watch. */
export interface RepositoryWatch {
  /** Looks now; resolves when everything new has been handed over. */
  look(): Promise<void>;
  stop: StopTimer;
}

const OVERLAYS = ['values-production-aws.yaml', 'values-production-gcp.yaml'];

async function listRepositories(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory);
    return entries.filter(entry => /^[\w.-]+\.git$/.test(entry)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

/** Watches repositories for services to run and new versions of them. */
export function watchRepositories(
  options: RepositoryWatchOptions,
): RepositoryWatch {
  const { directory, clock, log } = options;
  const seen = new Map<string, string>();
  let looking: Promise<void> | undefined;

  async function follow(entry: string, commit: string): Promise<void> {
    const path = join(directory, entry);
    const name = entry.slice(0, -'.git'.length);
    const read = (file: string) => readCommitted(path, commit, file);
    const base = await read('deploy/values.yaml');
    if (base === undefined || (await read('catalog-info.yaml')) === undefined) {
      return;
    }
    for (const file of OVERLAYS) {
      const overlay = await read(`deploy/${file}`);
      if (overlay !== undefined) {
        options.deploy(readDeployment(name, base, overlay));
      }
    }
  }

  async function lookOnce(): Promise<void> {
    for (const entry of await listRepositories(directory)) {
      const commit = await headCommit(join(directory, entry));
      if (commit === undefined || seen.get(entry) === commit) {
        continue;
      }
      seen.set(entry, commit);
      try {
        await follow(entry, commit);
      } catch (error) {
        const why =
          error instanceof ValuesError ? error.message : String(error);
        log(`repository ${entry} is ignored until its next commit: ${why}`);
      }
    }
  }

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  const stop = clock.every(options.interval ?? 1_000, () => {
    look().catch(error => log(`${directory} cannot be read: ${String(error)}`));
  });
  return { look, stop };
}
