import type { RevisionCommit } from '@heal7/backstage-plugin-deployments-common';

/** A repository of a git host that the portal is configured for. @internal */
export interface Repository {
  /** `https://host/owner/name`. */
  url: string;
  host: string;
  owner: string;
  name: string;
}

/** @internal */
export interface ComparedCommits {
  /** Newest first; at most 50. */
  commits: RevisionCommit[];
  totalCommits: number;
}

/**
 * Where the commits between two revisions come from.
 *
 * @internal
 */
export interface CommitSource {
  /** Null for what is no repository of a host that is configured. */
  repositoryOf(url: string): Repository | null;
  /** @throws ServiceUnavailableError when the host does not say. */
  compare(
    repository: Repository,
    from: string,
    to: string,
  ): Promise<ComparedCommits>;
  /**
   * When a commit was made, ISO 8601; null when the host knows none of that
   * hash.
   *
   * @throws ServiceUnavailableError when the host does not say.
   */
  committedAt(repository: Repository, commit: string): Promise<string | null>;
}
