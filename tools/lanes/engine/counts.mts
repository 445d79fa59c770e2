import type { CountsFrom } from './lane.mts';

/**
 * How many checks a lane made.
 *
 * @internal
 */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * @returns no checks at all
 * @internal
 */
export const none = (): Counts => ({ passed: 0, failed: 0, skipped: 0 });

/**
 * @internal
 */
export function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/**
 * The line that everything ends with.
 *
 * @returns `N passed, N failed, N skipped`
 * @internal
 */
export function format({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * What a finished step reports.
 *
 * @internal
 */
export interface Finished {
  code: number;
  output: string;
  /** The file Jest wrote, if it did. */
  jestResults?: string;
}

/**
 * Reads the counts of a finished step. Whatever the report says, a step that
 * exits with an error has failed at least once; one that reports nothing, or
 * that it checked nothing, has failed too.
 *
 * @internal
 */
export function countsOf(from: CountsFrom, finished: Finished): Counts {
  const counts = readers[from](finished);
  if (!counts || (from !== 'none' && isEmpty(counts))) {
    return { ...none(), failed: 1 };
  }
  return finished.code !== 0 && counts.failed === 0
    ? { ...counts, failed: 1 }
    : counts;
}

const isEmpty = ({ passed, failed, skipped }: Counts) =>
  passed + failed + skipped === 0;

const readers: Record<CountsFrom, (finished: Finished) => Counts | undefined> =
  {
    none: () => none(),
    one: ({ code }) =>
      code === 0 ? { ...none(), passed: 1 } : { ...none(), failed: 1 },
    'last-line': ({ output }) => readSummary(output),
    jest: ({ jestResults }) => readJest(jestResults),
    'node-test': ({ output }) => readNodeTest(output),
  };

function readSummary(output: string): Counts | undefined {
  const summary =
    /^\W*(?<passed>\d+) passed, (?<failed>\d+) failed(?:, (?<skipped>\d+) skipped)?\W*$/;
  const groups = output
    .split('\n')
    .map(line => summary.exec(line)?.groups)
    .filter(found => found !== undefined)
    .at(-1);
  return (
    groups && {
      passed: Number(groups.passed),
      failed: Number(groups.failed),
      skipped: Number(groups.skipped ?? 0),
    }
  );
}

function readJest(json: string | undefined): Counts | undefined {
  if (json === undefined) {
    return undefined;
  }
  const results: Record<string, number> = JSON.parse(json);
  return {
    passed: results.numPassedTests,
    // A test file that does not load holds no failing test.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

function readNodeTest(output: string): Counts | undefined {
  const number = (name: string): number | undefined => {
    const found = new RegExp(`^[#ℹ] ${name} (\\d+)$`, 'm').exec(output);
    return found ? Number(found[1]) : undefined;
  };
  const passed = number('pass');
  const failed = number('fail');
  if (passed === undefined || failed === undefined) {
    return undefined;
  }
  const cancelled = number('cancelled') ?? 0;
  const skipped = (number('skipped') ?? 0) + (number('todo') ?? 0);
  return { passed, failed: failed + cancelled, skipped };
}
