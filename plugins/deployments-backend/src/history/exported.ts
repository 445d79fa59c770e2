import type { RolloutRecord } from '@heal7/backstage-plugin-deployments-common';

const COLUMNS: [
  string,
  (record: RolloutRecord) => string | number | boolean,
][] = [
  ['id', ({ id }) => id],
  ['cluster', ({ target }) => target.cluster],
  ['namespace', ({ target }) => target.namespace],
  ['name', ({ target }) => target.name],
  ['engine', ({ target }) => target.engine],
  ['environment', ({ environment }) => environment ?? ''],
  ['revision', ({ revision }) => revision],
  ['revision_hash', ({ revisionHash }) => revisionHash],
  ['images', ({ images }) => images.join(' ')],
  ['previous_revision_hash', record => record.previousRevisionHash],
  ['previous_images', ({ previousImages }) => previousImages.join(' ')],
  ['commit', ({ commit }) => commit],
  ['rollback', ({ rollback }) => rollback],
  ['started_at', ({ startedAt }) => startedAt],
  ['ended_at', ({ endedAt }) => endedAt ?? ''],
  ['verdict', ({ verdict }) => verdict],
  ['actors', ({ actors }) => actors.join(' ')],
  ['partial', ({ partial }) => partial],
];

/**
 * A cell of RFC 4180. Text that a spreadsheet would take for a formula is led
 * by an apostrophe, which makes it text: names and images come from clusters.
 *
 * @internal
 */
export function csvCell(value: string | number | boolean): string {
  const text = String(value);
  const safe =
    typeof value === 'string' && /^[=+\-@\t\r\n]/.test(text)
      ? `'${text}`
      : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const csvLine = (cells: (string | number | boolean)[]) =>
  `${cells.map(csvCell).join(',')}\r\n`;

async function* csv(
  records: AsyncIterable<RolloutRecord> | Iterable<RolloutRecord>,
): AsyncIterable<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  for await (const record of records) {
    yield csvLine(COLUMNS.map(([, cell]) => cell(record)));
  }
}

async function* json(
  records: AsyncIterable<RolloutRecord> | Iterable<RolloutRecord>,
): AsyncIterable<string> {
  let before = '[';
  for await (const record of records) {
    yield `${before}${JSON.stringify(record)}`;
    before = ',\n';
  }
  yield before === '[' ? '[]\n' : ']\n';
}

/**
 * Records as text, piece by piece: a JSON array, or CSV with a header.
 *
 * @internal
 */
export const exported = (
  records: AsyncIterable<RolloutRecord> | Iterable<RolloutRecord>,
  format: 'json' | 'csv',
): AsyncIterable<string> => (format === 'csv' ? csv(records) : json(records));
