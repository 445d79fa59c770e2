import { availableParallelism, loadavg } from 'node:os';

/** One line of a table: what was measured, and its figures by column. */
export type Row = Record<string, string | number>;

/** What a bench found out. */
export interface Report {
  title: string;
  /** All with the same columns. */
  rows: Row[];
  /** Sentences below the table: ratios, and what else must be known. */
  notes: string[];
}

function cell(value: string | number): string {
  if (typeof value === 'string' || Number.isInteger(value)) {
    return String(value);
  }
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}

/** A report as text: the table is one of Markdown, ready to be pasted. */
export function formatReport({ title, rows, notes }: Report): string {
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map(row => columns.map(c => cell(row[c])))];
  const widths = columns.map((_, i) =>
    Math.max(...cells.map(line => line[i].length)),
  );
  const numeric = columns.map(column =>
    rows.every(row => typeof row[column] === 'number'),
  );
  const line = (texts: string[]) =>
    `| ${texts
      .map((text, i) =>
        numeric[i] ? text.padStart(widths[i]) : text.padEnd(widths[i]),
      )
      .join(' | ')} |`;
  const rule = widths.map((width, i) =>
    numeric[i] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const [head, ...body] = cells;
  return [
    title,
    '',
    ...[head, rule, ...body].map(line),
    '',
    ...notes.map(note => `- ${note}`),
  ].join('\n');
}

/** Where figures come from: without it they mean nothing. */
export function machine(): {
  node: string;
  processors: number;
  /** Processes that wanted a processor, over the last minute. */
  load: number;
} {
  return {
    node: process.version,
    processors: availableParallelism(),
    load: Number(loadavg()[0].toFixed(1)),
  };
}
