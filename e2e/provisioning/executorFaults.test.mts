/**
 * What goes wrong while the real Terraform works on a cloud: whoever dies, the
 * run ends with a word, the lock is free, and nothing is forgotten.
 */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type {
  Job,
  JobLogLine,
  JobOutcome,
} from '@heal7/backstage-plugin-provisioning-node';
import { waitFor } from '../../tools/test-cluster/index.mts';
import {
  again,
  applyOf,
  createBench,
  follow,
  planOf,
  run,
  STATES,
  untilLogged,
} from './support/executor.mts';
import type { Bench } from './support/executor.mts';
import { QUICK, SLOW, writeModule } from './support/modules.mts';
import { startMoto } from './support/moto.mts';
import type { Moto } from './support/moto.mts';
import { engineOf, membersOf, runnerOf } from './support/processes.mts';

let moto: Moto;
let bench: Bench;

before(async () => {
  moto = await startMoto(STATES);
  bench = await createBench();
});

after(async () => {
  await moto?.stop();
});

const lockOf = ({ state }: Job) =>
  state.type === 's3'
    ? moto.object(state.bucket, `${state.key}.tflock`)
    : undefined;

/** An apply that is in the middle of making a queue, which is there already. */
async function halfWay(name: string, credentials = moto.credentials) {
  const plan = planOf(moto, name, await writeModule(SLOW), { credentials });
  const job = applyOf(plan, await run(bench, plan));
  await bench.executor.start(job);
  await untilLogged(bench, job.id, /quick: Creation complete/);
  await waitFor('the queue', () =>
    moto.call('sqs', 'GetQueueUrl', { QueueName: `${name}-slow` }),
  );
  return { plan, job };
}

function interrupted(outcome: JobOutcome) {
  assert.equal(outcome.status, 'interrupted', JSON.stringify(outcome));
  return outcome;
}

/** Whatever was made is known to the state, or listed. */
function assertNothingForgotten(outcome: JobOutcome, name: string) {
  const { orphans, state } = interrupted(outcome);
  const known = state?.resources.map(({ address }) => address) ?? [];
  assert.deepEqual(
    [...known, ...orphans.map(({ address }) => address)].sort(),
    ['aws_sqs_queue.slow', 'aws_ssm_parameter.quick'],
  );
  const quick = orphans.find(
    ({ address }) => address === 'aws_ssm_parameter.quick',
  );
  if (quick) {
    assert.deepEqual(quick, {
      address: 'aws_ssm_parameter.quick',
      id: `/${name}/quick`,
      importBlock: `import {\n  to = aws_ssm_parameter.quick\n  id = "/${name}/quick"\n}\n`,
    });
  }
}

describe('when Terraform is killed', () => {
  it('its providers end, its lock is released, what it made is listed', async () => {
    const { job, plan } = await halfWay('engine-killed');
    const engine = await engineOf(bench.dataDir, job.id);
    assert.ok((await membersOf(engine)).length > 1, 'no provider is running');
    assert.ok(await lockOf(job), 'the state is not locked');
    process.kill(engine, 'SIGKILL');

    const outcome = await follow(bench, job.id);
    assertNothingForgotten(outcome, 'engine-killed');
    assert.equal(interrupted(outcome).error.code, 'killed');
    assert.deepEqual(await membersOf(engine), []);
    assert.equal(await lockOf(job), undefined);
    const next = await run(bench, again(plan));
    assert.equal(next.status, 'planned', JSON.stringify(next));
  });
});

describe('when a provider is killed', () => {
  it('says so, keeps what is known, and lists what may be there', async () => {
    const { job } = await halfWay('provider-killed');
    const engine = await engineOf(bench.dataDir, job.id);
    const providers = (await membersOf(engine)).filter(pid => pid !== engine);
    assert.ok(providers.length > 0);
    providers.forEach(pid => process.kill(pid, 'SIGKILL'));

    const outcome = await follow(bench, job.id);
    assertNothingForgotten(outcome, 'provider-killed');
    assert.equal(interrupted(outcome).error.code, 'provider-crashed');
    assert.equal(await lockOf(job), undefined);
  });
});

describe('when its runner is killed', () => {
  it('whoever follows next ends what is left, and cleans up', async () => {
    const { job } = await halfWay('runner-killed');
    const engine = await engineOf(bench.dataDir, job.id);
    process.kill(await runnerOf(bench.dataDir, job.id), 'SIGKILL');

    const other = await createBench({ dataDir: bench.dataDir });
    // A portal that takes a job up starts it first; it has begun already.
    await other.executor.start(job);
    const outcome = await follow(other, job.id);
    assertNothingForgotten(outcome, 'runner-killed');
    assert.deepEqual(await membersOf(engine), []);
    assert.equal(await lockOf(job), undefined);
  });

  it("a lock that is somebody else's by now is left alone", async () => {
    const { job } = await halfWay('other-lock');
    const engine = await engineOf(bench.dataDir, job.id);
    process.kill(await runnerOf(bench.dataDir, job.id), 'SIGKILL');
    process.kill(-engine, 'SIGKILL');
    const theirs = {
      ...JSON.parse((await lockOf(job)) ?? ''),
      ID: '11111111-2222-3333-4444-555555555555',
    };
    await moto.put(STATES, 'other-lock.tfstate.tflock', JSON.stringify(theirs));

    interrupted(await follow(bench, job.id));
    assert.deepEqual(JSON.parse((await lockOf(job)) ?? '{}'), theirs);
  });
});

describe('when the portal is killed', () => {
  it('the job goes on, and the next portal gets all of its log', async () => {
    const plan = planOf(moto, 'adopted', await writeModule(SLOW));
    const job = applyOf(plan, await run(bench, plan));
    const portal = fork(join(import.meta.dirname, 'support/host.mts'), {
      execArgv: [],
    });
    portal.send({ dataDir: bench.dataDir, job });
    // Backstage's loader has things to say before.
    for await (const [message] of on(portal, 'message')) {
      if (message === 'started') {
        break;
      }
    }
    await untilLogged(bench, job.id, /slow: Creating/);
    portal.kill('SIGKILL');
    await once(portal, 'exit');

    const next = await createBench({ dataDir: bench.dataDir });
    const seen: JobLogLine[] = [];
    const outcome = await follow(next, job.id, seen);
    assert.equal(outcome.status, 'applied', JSON.stringify(outcome));
    assert.deepEqual(
      seen.map(({ position }) => position),
      seen.map((_, index) => index + 1),
    );
    assert.ok(seen.some(({ text }) => /^Apply complete!/.test(text)));

    const rest: JobLogLine[] = [];
    await follow(next, job.id, rest, { after: 3 });
    assert.deepEqual(rest, seen.slice(3));
  });
});

describe('two at once', () => {
  it('work on one state one after the other', async () => {
    const module = await writeModule(SLOW);
    const plans = [planOf(moto, 'race', module), planOf(moto, 'race', module)];
    const applies: Job[] = [];
    for (const plan of plans) {
      applies.push(applyOf(plan, await run(bench, plan)));
    }
    const outcomes = await Promise.all(applies.map(job => run(bench, job)));
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), [
      'applied',
      'failed',
    ]);
    const [failed] = outcomes.flatMap(outcome =>
      outcome.status === 'failed' ? outcome.error : [],
    );
    assert.equal(failed.code, 'state-locked');
  });
});

describe('cancelling', () => {
  it('lets an apply end in order, with what it did in the state', async () => {
    const { job } = await halfWay('cancelled');
    await bench.executor.cancel(job.id);
    const outcome = await follow(bench, job.id);
    assert.equal(outcome.status, 'cancelled', JSON.stringify(outcome));
    const known = outcome.state?.resources.map(({ address }) => address);
    assert.ok(known?.includes('aws_ssm_parameter.quick'), `${known}`);
    assert.equal(await lockOf(job), undefined);
  });

  it("ends the wait for somebody else's lock", async () => {
    const patient = await createBench({ lockTimeoutSeconds: 300 });
    const job = planOf(moto, 'waiting', await writeModule(QUICK));
    const theirs = JSON.stringify({ ID: 'theirs', Operation: 'apply' });
    await moto.put(STATES, 'waiting.tfstate.tflock', theirs);
    await patient.executor.start(job);
    await untilLogged(patient, job.id, /^> plan/);
    await patient.executor.cancel(job.id);
    assert.equal((await follow(patient, job.id)).status, 'cancelled');
    assert.equal(await lockOf(job), theirs);
  });

  it('ends a job that is still getting its providers', async () => {
    const job = planOf(moto, 'early', await writeModule(QUICK));
    await bench.executor.start(job);
    await bench.executor.cancel(job.id);
    assert.equal((await follow(bench, job.id)).status, 'cancelled');
  });

  it('does nothing to what has ended, or never was', async () => {
    const job = planOf(moto, 'ended', await writeModule(QUICK));
    const outcome = await run(bench, job);
    await bench.executor.cancel(job.id);
    await bench.executor.cancel('nobody');
    assert.deepEqual(await follow(bench, job.id), outcome);
  });
});

describe('a job that is not here', () => {
  it('was interrupted, as far as anybody knows', async () => {
    const outcome = interrupted(await follow(bench, 'elsewhere'));
    assert.match(outcome.error.message, /not on this machine/);
  });
});
