import { duration } from '../../bootstrap/lib/progress.mjs';
import type { Counts } from './counts.mts';

/**
 * What became of a lane.
 *
 * @internal
 */
export interface Outcome {
  id: string;
  how: 'ran' | 'cached' | 'skipped';
  counts: Counts;
  seconds: number;
  /** Why it was skipped. */
  reason?: string;
}

/**
 * @returns the lines of a table, its heading first
 * @internal
 */
export function renderTable(outcomes: Outcome[]): string[] {
  const rows = [
    ['lane', 'how', 'passed', 'failed', 'skipped', 'time', ''],
    ...outcomes.map(({ id, how, counts, seconds, reason }) => [
      id,
      how,
      ...[counts.passed, counts.failed, counts.skipped].map(String),
      how === 'ran' ? duration(seconds) : '-',
      reason ?? '',
    ]),
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}
