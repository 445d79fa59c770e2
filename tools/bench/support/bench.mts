import type { Cleanup } from './cleanup.mts';
import type { Report } from './report.mts';

/** What a bench is given. */
export interface BenchContext {
  /** Runs, rounds or views, as the bench understands it. */
  count?: number;
  /** On real API servers, where the bench can. */
  real: boolean;
  cleanup: Cleanup;
  /** Says what is going on; never on stdout. */
  progress: (message: string) => void;
}

/** One thing to measure. */
export interface Bench {
  summary: string;
  /** What `--count` counts, and how much it is unless given. */
  counts: string;
  run(context: BenchContext): Promise<Report>;
}
