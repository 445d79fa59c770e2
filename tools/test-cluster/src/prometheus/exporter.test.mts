import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startExporter, type Exporter } from './exporter.mts';

let exporter: Exporter;
before(async () => {
  exporter = await startExporter();
});
after(() => exporter.stop());

const post = (query: string) =>
  fetch(`${exporter.url}/?${query}`, { method: 'POST' });

async function counters(): Promise<{ good: number; bad: number }> {
  const text = await (await fetch(`${exporter.url}/metrics`)).text();
  const value = (code: number) =>
    Number(new RegExp(`code="${code}"} (.*)`).exec(text)?.[1]);
  return { good: value(200), bad: value(500) };
}

test('at first every request is good', async () => {
  const { good, bad } = await counters();
  assert.ok(good > 0);
  assert.equal(bad, 0);
});

test('from a change on, the new share of requests fails', async () => {
  assert.equal((await post('error-ratio=1')).status, 200);
  const before = await counters();
  const later = await counters();
  assert.ok(later.bad > before.bad);
  assert.equal(later.good, before.good);
});

test('numbers out of range are refused and change nothing', async () => {
  for (const query of ['error-ratio=2', 'error-ratio=x', 'latency=-1']) {
    assert.equal((await post(query)).status, 400, query);
  }
  assert.throws(() => exporter.setErrorRatio(Number.NaN), /from 0 to 1/);
});
