import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startRedis } from '../support/redis.ts';
import { Service } from '../support/process.ts';

test('a run queues the day and ends with 0', async t => {
  const redis = await startRedis();
  t.after(redis.stop);
  const run = new Service({ REDIS_URL: redis.url });
  assert.equal(await run.exited, 0);
  assert.equal(run.lines.at(-1)?.message, 'done');
  assert.equal(run.lines.at(-1)?.queued, 2);
});

test('a run that cannot do its work ends with 1, and says why', async () => {
  const run = new Service({
    REDIS_URL: 'redis://127.0.0.1:1',
    RUN_TIMEOUT_MS: '300',
  });
  assert.equal(await run.exited, 1);
  assert.match(JSON.stringify(run.lines), /could not be queued in time/);
});

test('a wrong configuration ends with 1 and names the variable', async () => {
  const run = new Service({ REDIS_URL: 'http://wrong' });
  assert.equal(await run.exited, 1);
  assert.match(JSON.stringify(run.lines), /REDIS_URL/);
});
