/** A check of checkov's that is turned off in the code. */
export interface Suppression {
  file: string;
  /** Its number: `CKV_GCP_12`. */
  check: string;
  /** Why; empty when nobody said. */
  reason: string;
}

/** The suppressions in the text of a file. */
export function suppressions(file: string, text: string): Suppression[] {
  return [...text.matchAll(/checkov:skip=(\w+)(?::([^\n]*))?/g)].map(
    ([, check, reason = '']) => ({ file, check, reason: reason.trim() }),
  );
}
