/**
 * A failure that a person can act on: the message says what happened, to what,
 * and what to do. The command prints it alone, without a stack.
 */
export class ClusterError extends Error {
  override name = 'ClusterError';
}

const ADVICE: Record<string, string> = {
  ENOSPC: 'the disk is full: free some space and run the command again',
  EACCES: 'permission denied: check who owns the file',
  EROFS: 'the file system is read-only: set HEAL7_CACHE_DIR and HEAL7_DATA_DIR',
  EADDRINUSE: 'the port is taken by another program',
};

/** One line for any error, with advice for the system errors we know. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code, path } = error as NodeJS.ErrnoException;
  const advice = code ? ADVICE[code] : undefined;
  return advice ? `${advice}${path ? ` (${path})` : ''}` : error.message;
}
