/**
 * `GET /v1/entities/:kind/:namespace/:name/changes`, with the fields of
 * `DeploymentTargetRef` in the query: what the revision being rolled out
 * brings over the one it replaces, asked of the git host.
 *
 * @public
 */
export interface RevisionChanges {
  /** Null when nothing is being rolled out. */
  from: string | null;
  to: string | null;
  repository: string | null;
  /** Page of the git host that compares the two; null when not known. */
  compareUrl: string | null;
  /** Newest first; at most 50. */
  commits: RevisionCommit[];
  /** How many there are in all. */
  totalCommits: number;
  /** Why commits are not known; null when they are. */
  unavailable: ChangesUnavailable | null;
}

/** @public */
export interface RevisionCommit {
  sha: string;
  /** First line of its message. Text from outside: data, never markup. */
  title: string;
  author: string;
  /** ISO 8601. */
  at: string | null;
  url: string;
  /** Number of the pull request it came with; null when not known. */
  pullRequest: number | null;
}

/**
 * - `no-rollout`: nothing is being rolled out;
 * - `no-source`: the pod templates do not say what they were built from;
 * - `no-integration`: the portal knows no such git host;
 * - `no-answer`: the git host did not answer, or not with commits.
 *
 * @public
 */
export interface ChangesUnavailable {
  code: 'no-rollout' | 'no-source' | 'no-integration' | 'no-answer';
  message: string;
}
