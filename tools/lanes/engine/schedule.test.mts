import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schedule } from './schedule.mts';

/** Jobs that note who runs beside them. */
function recorder() {
  const running = new Set<string>();
  const seen: Record<string, number> = {};
  const job = (name: string, alone = false) => ({
    alone,
    run: async () => {
      running.add(name);
      seen[name] = running.size;
      await new Promise(resolve => setImmediate(resolve));
      running.delete(name);
      return name;
    },
  });
  return { seen, job };
}

test('results come in the order of the jobs', async () => {
  const { job } = recorder();
  const jobs = [job('alone', true), job('a'), job('b'), job('c')];
  assert.deepEqual(await schedule(jobs, 2), ['alone', 'a', 'b', 'c']);
});

test('no more at a time than there are slots, and some alone', async () => {
  const { job, seen } = recorder();
  await schedule([job('a'), job('x', true), job('b'), job('c')], 2);
  assert.equal(seen.x, 1);
  assert.equal(Math.max(...Object.values(seen)), 2);
});

test('one slot runs everything one after the other', async () => {
  const { job, seen } = recorder();
  await schedule([job('a'), job('b'), job('c')], 1);
  assert.deepEqual(Object.values(seen), [1, 1, 1]);
});
