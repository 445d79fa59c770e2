/**
 * How the output of a step tells what it checked.
 *
 * - `none`: the step prepares; it only counts when it fails
 * - `one`: the step counts as one check, passed by exit code 0
 * - `last-line`: it prints `N passed, N failed[, N skipped]`, the last such
 *   line counts
 * - `jest`: the results that Jest writes to the file in `LANE_JEST_RESULTS`
 * - `node-test`: the summary of `node --test`
 *
 * @internal
 */
export type CountsFrom = 'none' | 'one' | 'last-line' | 'jest' | 'node-test';

/**
 * One command of a lane.
 *
 * @internal
 */
export interface Step {
  /** For people, as a noun: "formatting" */
  name: string;
  /** The executable (found on PATH, `node` being the right one) and its arguments. */
  command: [string, ...string[]];
  counts: CountsFrom;
  /** Added to the environment. */
  env?: Record<string, string>;
}

/**
 * Something a lane cannot run without.
 *
 * @internal
 */
export interface Need {
  /** Any one of these commands will do. */
  anyOf: string[];
  /** How to get it: the second half of the sentence "X is not there: ..." */
  hint: string;
}

/**
 * One part of `npm test`, run and cached by itself.
 *
 * @internal
 */
export interface Lane {
  id: string;
  /** A name for several lanes: `npm test -- static` runs all that carry it. */
  group?: string;
  /** What it shows when it passes, for `--list`. */
  title: string;
  /**
   * What its result depends on, as git pathspecs: tracked files and new ones
   * that are not ignored. yarn.lock, the toolchain and the lanes themselves
   * always count.
   */
  inputs: string[];
  needs?: Need[];
  /** Runs beside no other lane: it needs the machine for itself. */
  alone?: boolean;
  steps: Step[];
}
