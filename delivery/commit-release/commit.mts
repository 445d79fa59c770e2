import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitError, type Git } from './git.mts';
import {
  branchOf,
  releaseMessage,
  releaseValues,
  sourceOf,
  type Release,
} from './release.mts';

/** A newer release is there: this one must not take its place. */
export class Overtaken extends Error {}

export type Committed = {
  commit: string;
  /** False when the branch said so already. */
  changed: boolean;
};

const ATTEMPTS = 6;

/**
 * Puts `deploy/` of the release's commit, with its digest, on the environment's
 * branch: one commit on top of what is there, pushed without force. Nothing
 * of the working tree or of any other branch is touched.
 *
 * @param options.allowOlder - to go back on purpose
 * @param options.pause - waits before the next attempt
 * @throws Overtaken, GitError
 */
export async function commitRelease(
  git: Git,
  release: Release,
  options: { allowOlder: boolean; pause: (attempt: number) => Promise<void> },
): Promise<Committed> {
  const branch = branchOf(release.environment);
  const tree = treeOf(git, release);
  for (let attempt = 1; ; attempt++) {
    const tip = fetchTip(git, branch);
    if (tip) {
      if (git(['rev-parse', `${tip}^{tree}`]) === tree) {
        return { commit: tip, changed: false };
      }
      if (!options.allowOlder) refuseOlder(git, tip, release);
    }
    const commit = git(
      ['commit-tree', tree, ...(tip ? ['-p', tip] : []), '-F', '-'],
      { input: releaseMessage(release) },
    );
    try {
      // The lease is on what was read: a branch that has moved says no.
      git([
        ...[
          'push',
          '--quiet',
          `--force-with-lease=refs/heads/${branch}:${tip}`,
        ],
        ...['origin', `${commit}:refs/heads/${branch}`],
      ]);
      return { commit, changed: true };
    } catch (error) {
      if (!wasRaced(error) || attempt === ATTEMPTS) throw error;
      await options.pause(attempt);
    }
  }
}

/** The tree of the branch: the commit's `deploy/`, and the release beside it. */
function treeOf(git: Git, release: Release): string {
  const folder = mkdtempSync(join(tmpdir(), 'heal7-release-'));
  const index = { env: { GIT_INDEX_FILE: join(folder, 'index') } };
  try {
    git(['read-tree', '--empty'], index);
    git(['read-tree', '--prefix=deploy/', `${release.commit}:deploy`], index);
    const blob = git(['hash-object', '-w', '--stdin'], {
      input: releaseValues(release),
    });
    git(
      [
        ...['update-index', '--add', '--cacheinfo'],
        `100644,${blob},deploy/release.yaml`,
      ],
      index,
    );
    return git(['write-tree'], index);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The branch as the server has it; empty when there is none yet. */
function fetchTip(git: Git, branch: string): string {
  const [tip = ''] = git(['ls-remote', 'origin', `refs/heads/${branch}`]).split(
    /\s/,
  );
  if (tip) git(['fetch', '--quiet', '--no-tags', 'origin', tip]);
  return tip;
}

function refuseOlder(git: Git, tip: string, { commit, environment }: Release) {
  const there = sourceOf(git(['log', '-1', '--format=%B', tip]));
  if (!there || there === commit) return;
  let isOlder: boolean;
  try {
    git(['merge-base', '--is-ancestor', commit, there]);
    isOlder = true;
  } catch (error) {
    // No such commit any more, or no ancestor: nothing speaks against it.
    if (!(error instanceof GitError)) throw error;
    isOlder = false;
  }
  if (isOlder) {
    throw new Overtaken(
      `${environment} has been given ${there.slice(
        0,
        12,
      )} meanwhile, which is newer than ${commit.slice(
        0,
        12,
      )}: nothing was changed`,
    );
  }
}

const wasRaced = (error: unknown) =>
  error instanceof GitError &&
  /stale info|fetch first|non-fast-forward|rejected|cannot lock ref/.test(
    error.stderr,
  );
