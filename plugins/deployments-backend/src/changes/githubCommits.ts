import type { RevisionCommit } from '@heal7/backstage-plugin-deployments-common';
import { z } from 'zod';
import type { Repository } from './CommitSource';
import { isCommit } from './repository';

const LONGEST_TITLE = 200;

const commit = z.object({
  sha: z.string().refine(isCommit),
  commit: z.object({
    message: z.string(),
    author: z
      .object({
        name: z.string().nullish(),
        date: z.iso.datetime({ offset: true }).nullish().catch(null),
      })
      .nullish(),
  }),
  author: z.object({ login: z.string().optional() }).nullish(),
});

/**
 * The part read of GitHub's answer to "compare two commits"
 * (`GET /repos/{owner}/{repo}/compare/{basehead}`).
 *
 * @internal
 */
export const comparison = z.object({
  total_commits: z.number().int().nonnegative(),
  /** Oldest first. */
  commits: z.array(commit),
});

/**
 * The part read of GitHub's answer to "get a commit"
 * (`GET /repos/{owner}/{repo}/commits/{ref}`). The committer's date is when
 * the commit came to be as it is, the author's may be of an older one.
 *
 * @internal
 */
export const singleCommit = z.object({
  commit: z.object({
    committer: z.object({ date: z.iso.datetime({ offset: true }) }),
  }),
});

/**
 * GitHub ends the title of a squashed pull request with its number, and names
 * it at the beginning of a merge's.
 */
function pullRequestIn(title: string): number | null {
  const number =
    /\(#(\d{1,9})\)$/.exec(title)?.[1] ??
    /^Merge pull request #(\d{1,9}) /.exec(title)?.[1];
  return number === undefined ? null : Number(number);
}

/** One commit as our API tells it. @internal */
export function toCommit(
  given: z.output<typeof commit>,
  { url }: Repository,
): RevisionCommit {
  const title = given.commit.message.split('\n', 1)[0].trim();
  return {
    sha: given.sha,
    title: title.slice(0, LONGEST_TITLE),
    author: given.author?.login ?? given.commit.author?.name ?? '',
    at: given.commit.author?.date ?? null,
    // Made here rather than taken over: links must not lead elsewhere.
    url: `${url}/commit/${given.sha}`,
    pullRequest: pullRequestIn(title),
  };
}
