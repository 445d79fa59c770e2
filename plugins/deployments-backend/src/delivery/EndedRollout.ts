/**
 * What the delivery figures are computed from. Times are milliseconds since
 * the epoch.
 *
 * @internal
 */
export interface EndedRollout {
  id: number;
  targetId: string;
  revisionHash: string;
  verdict: 'promoted' | 'aborted';
  rollback: boolean;
  startedAt: number;
  endedAt: number;
  /** When its commit was made; null when not known. */
  committedAt: number | null;
  /** Start of the last failure under this revision. */
  failedAt: number | null;
  /** First healthy state of the target after that. */
  restoredAt: number | null;
}
