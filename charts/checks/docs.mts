import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CHARTS } from './helm.mts';
import { valueRows } from './value-table.mts';

const BEGIN = '<!-- values: written by `node charts/docs.mts` -->';
const END = '<!-- end of values -->';

export const readmeOf = (chart: string) => join(CHARTS, chart, 'README.md');

/**
 * A chart's README with the table of values as its schema and its defaults are
 * now. What is outside of the two marks stays.
 */
export function currentReadme(chart: string): string {
  const text = readFileSync(readmeOf(chart), 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) {
    throw new Error(`${readmeOf(chart)}: the marks around the values are gone`);
  }
  const schema = JSON.parse(
    readFileSync(join(CHARTS, chart, 'values.schema.json'), 'utf8'),
  );
  const defaults = parse(
    readFileSync(join(CHARTS, chart, 'values.yaml'), 'utf8'),
  );
  const table = [
    '<!-- prettier-ignore-start -->',
    '',
    '| value | type | default | meaning |',
    '| --- | --- | --- | --- |',
    ...valueRows(schema, defaults),
    '',
    '<!-- prettier-ignore-end -->',
  ];
  return [before, BEGIN, '\n\n', table.join('\n'), '\n\n', END, after].join('');
}

/** Why a chart's README is out of date; empty when it is not. */
export function staleness(chart: string): string[] {
  return readFileSync(readmeOf(chart), 'utf8') === currentReadme(chart)
    ? []
    : [`${chart}/README.md is out of date: run 'node charts/docs.mts'`];
}
