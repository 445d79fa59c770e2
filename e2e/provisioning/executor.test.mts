/**
 * The real Terraform and AWS provider, through the executor's port, against an
 * emulator of AWS.
 */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type {
  Job,
  JobLogLine,
  JobOutcome,
} from '@heal7/backstage-plugin-provisioning-node';
import {
  again,
  applyOf,
  createBench,
  follow,
  planOf,
  run,
  sandboxJob,
  STATES,
} from './support/executor.mts';
import type { Bench } from './support/executor.mts';
import { QUICK, writeModule } from './support/modules.mts';
import { startMoto } from './support/moto.mts';
import type { Moto } from './support/moto.mts';

let moto: Moto;
let bench: Bench;

before(async () => {
  moto = await startMoto(STATES);
  bench = await createBench();
});

after(async () => {
  await moto?.stop();
});

function plannedBy(outcome: JobOutcome) {
  assert.equal(outcome.status, 'planned', JSON.stringify(outcome));
  return outcome.plan;
}

function stateOf(outcome: JobOutcome) {
  assert.equal(outcome.status, 'applied', JSON.stringify(outcome));
  return outcome.state;
}

const addressesOf = (outcome: JobOutcome) =>
  stateOf(outcome)
    .resources.map(({ address }) => address)
    .sort();

describe('the sandbox stack', () => {
  let job: Job;

  it('is planned, and applied as planned, with a log of both', async () => {
    job = sandboxJob(moto);
    const log: JobLogLine[] = [];
    const outcome = await run(bench, job, log);
    const { document, stateFound, summary } = plannedBy(outcome);
    assert.equal(stateFound, false);
    assert.equal(summary.counts.create, summary.resources.length);
    assert.equal(document.format_version?.toString().slice(0, 2), '1.');
    assert.deepEqual(
      log.map(({ position }) => position),
      log.map((_, index) => index + 1),
    );

    const applyLog: JobLogLine[] = [];
    const applied = await run(bench, applyOf(job, outcome), applyLog);
    assert.deepEqual(
      addressesOf(applied),
      summary.resources.map(({ address }) => address).sort(),
    );
    assert.deepEqual(
      stateOf(applied).outputs.find(({ name }) => name === 'bucket'),
      { name: 'bucket', sensitive: false, value: 'heal7-test-objects' },
    );
    const created = applyLog.find(({ text }) =>
      /^aws_sqs_queue.work: Creation complete/.test(text),
    );
    assert.equal(created?.address, 'aws_sqs_queue.work');
  });

  it('leaves nothing in its folder but what is told of it', async () => {
    const [apply] = (await readdir(join(bench.dataDir, 'jobs'))).filter(
      id => id !== job.id,
    );
    assert.deepEqual(
      (await readdir(join(bench.dataDir, 'jobs', apply))).sort(),
      ['job.json', 'log.jsonl', 'outcome.json', 'runner-1.json'],
    );
    await bench.executor.discard(job.id);
    assert.deepEqual(await readdir(join(bench.dataDir, 'jobs')), [apply]);
  });

  it('has nothing to do straight afterwards', async () => {
    const { stateFound, summary } = plannedBy(await run(bench, again(job)));
    assert.equal(stateFound, true);
    assert.deepEqual(summary.resources, []);
    assert.equal(summary.empty, true);
  });

  it('shows what was changed behind its back, and puts it right', async () => {
    const change = { name: 'MessageRetentionPeriod', value: '60' };
    await moto.call('sqs', 'SetQueueAttributes', {
      QueueUrl: `${moto.url}/123456789012/heal7-test-work`,
      'Attribute.1.Name': change.name,
      'Attribute.1.Value': change.value,
    });
    const check = again(job);
    const drifted = await run(bench, check);
    const [resource, ...others] = plannedBy(drifted).summary.resources;
    assert.deepEqual(others, []);
    assert.equal(resource.address, 'aws_sqs_queue.work');
    assert.deepEqual(resource.attributes, [
      {
        path: 'message_retention_seconds',
        before: { kind: 'known', value: 60 },
        after: { kind: 'known', value: 345_600 },
        forcesReplacement: false,
      },
    ]);

    stateOf(await run(bench, applyOf(check, drifted)));
    const last = await run(bench, again(job));
    assert.equal(plannedBy(last).summary.empty, true);
  });

  it('is destroyed', async () => {
    const destroy = again(job, { destroy: true });
    const outcome = await run(bench, destroy);
    const { counts, resources } = plannedBy(outcome).summary;
    assert.equal(counts.delete, resources.length);
    assert.deepEqual(
      addressesOf(await run(bench, applyOf(destroy, outcome))),
      [],
    );

    const { stateFound, summary } = plannedBy(await run(bench, again(job)));
    assert.equal(stateFound, true);
    assert.ok(summary.counts.create > 0);
  });
});

describe('a saved plan', () => {
  it('is stale when the state has changed since', async () => {
    const module = await writeModule(QUICK);
    const first = planOf(moto, 'stale', module);
    const second = again(first);
    const [one, other] = [await run(bench, first), await run(bench, second)];
    stateOf(await run(bench, applyOf(first, one)));
    const outcome = await run(bench, applyOf(second, other));
    assert.equal(outcome.status, 'stale', JSON.stringify(outcome));
  });

  it('is not applied when it is not the one that was approved', async () => {
    const job = planOf(moto, 'exchanged', await writeModule(QUICK));
    const apply = applyOf(job, await run(bench, job));
    const outcome = await run(bench, {
      ...apply,
      plan: { jobId: job.id, digest: `sha256:${'0'.repeat(64)}` },
    });
    assert.equal(outcome.status, 'failed');
    assert.equal(outcome.error.code, 'plan-changed');
  });

  it('is applied once, however often it is started', async () => {
    const job = planOf(moto, 'once', await writeModule(QUICK));
    const apply = applyOf(job, await run(bench, job));
    const other = await createBench({ dataDir: bench.dataDir });
    await Promise.all([
      bench.executor.start(apply),
      other.executor.start(apply),
    ]);
    await bench.executor.start(apply);
    const log: JobLogLine[] = [];
    stateOf(await follow(bench, apply.id, log));
    const starts = log.filter(({ text }) => text.startsWith('> apply'));
    assert.equal(starts.length, 1);
  });
});

describe('a module that must not be run', () => {
  it('is refused before anything of it is run', async () => {
    const module = await writeModule(`
      data "external" "run" {
        program = ["touch", "/tmp/never"]
      }
    `);
    const log: JobLogLine[] = [];
    const outcome = await run(bench, planOf(moto, 'refused', module), log);
    assert.equal(outcome.status, 'failed');
    assert.equal(outcome.error.code, 'module-refused');
    assert.match(outcome.error.message, /'external', which runs programs/);
    assert.deepEqual(log, []);
  });
});
