import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatReport } from './report.mts';

test('a report is a Markdown table, numbers to the right, and its notes', () => {
  const text = formatReport({
    title: 'Speed',
    rows: [
      { what: 'ours', ms: 3.14159, requests: 0 },
      { what: 'theirs', ms: 120.04, requests: 6 },
    ],
    notes: ['38 times faster'],
  });
  assert.equal(
    text,
    [
      'Speed',
      '',
      '| what   |    ms | requests |',
      '| ------ | ----: | -------: |',
      '| ours   |  3.14 |        0 |',
      '| theirs | 120.0 |        6 |',
      '',
      '- 38 times faster',
    ].join('\n'),
  );
});
