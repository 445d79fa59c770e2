/**
 * The cloud or the place of the state fails in the middle of an apply.
 */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Job } from '@heal7/backstage-plugin-provisioning-node';
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
import { filesWith, readJson } from './support/processes.mts';
import { startProxy } from './support/proxy.mts';
import { temporary } from './support/temporary.mts';

let bench: Bench;

before(async () => {
  bench = await createBench();
});

/** One that does not try for minutes what will not work. */
const impatient = (moto: Moto) => ({
  ...moto.credentials,
  AWS_MAX_ATTEMPTS: '2',
});

describe('when the cloud goes away in the middle of an apply', () => {
  it('lists what it made, with what is needed to take it over', async () => {
    const moto = await startMoto(STATES);
    const plan = planOf(moto, 'gone', await writeModule(SLOW), {
      credentials: impatient(moto),
    });
    const job = applyOf(plan, await run(bench, plan));
    await bench.executor.start(job);
    await untilLogged(bench, job.id, /quick: Creation complete/);
    await moto.stop();

    const outcome = await follow(bench, job.id);
    assert.equal(outcome.status, 'interrupted', JSON.stringify(outcome));
    assert.equal(outcome.state, null);
    assert.deepEqual(
      outcome.orphans.find(({ address }) => address.endsWith('.quick')),
      {
        address: 'aws_ssm_parameter.quick',
        id: '/gone/quick',
        importBlock:
          'import {\n  to = aws_ssm_parameter.quick\n  id = "/gone/quick"\n}\n',
      },
    );
    const left = await readdir(join(bench.dataDir, 'jobs', job.id));
    assert.ok(!left.includes('work'), `${left}`);
  });
});

describe('when the state cannot be written', () => {
  let moto: Moto;

  before(async () => {
    moto = await startMoto(STATES);
  });

  after(() => moto.stop());

  it('what the engine has kept is pushed as soon as it ends', async () => {
    const name = 'errored';
    let apply: Job | undefined;
    const proxy = await startProxy(moto.url, async ({ method, url }) => {
      const writes =
        method === 'PUT' && url?.split('?')[0].endsWith('.tfstate');
      if (!writes || !apply) {
        return false;
      }
      const file = join(bench.dataDir, 'jobs', apply.id, 'engine.json');
      const engine = await readJson<{ command: string }>(file).catch(
        () => null,
      );
      return engine?.command === 'apply';
    });
    const plan = planOf(moto, name, await writeModule(QUICK), {
      credentials: impatient(moto),
    });
    assert.equal(plan.state.type, 's3');
    plan.state = { ...plan.state, endpoint: proxy.url } as Job['state'];
    apply = applyOf(plan, await run(bench, plan));

    const outcome = await run(bench, apply);
    proxy.stop();
    assert.equal(outcome.status, 'failed', JSON.stringify(outcome));
    assert.deepEqual(
      outcome.state?.resources.map(({ address }) => address),
      ['aws_ssm_parameter.quick'],
    );
    const pushed = await moto.object(STATES, `${name}.tfstate`);
    assert.match(pushed ?? '', /aws_ssm_parameter/);
  });

  it('says what cannot be read', async () => {
    const job = planOf(moto, 'broken', await writeModule(QUICK));
    await moto.put(STATES, 'broken.tfstate', '{"version": 99, "broken');
    const outcome = await run(bench, job);
    assert.equal(outcome.status, 'failed');
    assert.equal(
      outcome.error.code,
      'state-unreadable',
      JSON.stringify(outcome),
    );
  });

  it('says that there is no place for it', async () => {
    const job = planOf(moto, 'nowhere', await writeModule(QUICK));
    const outcome = await run(bench, {
      ...job,
      state: { ...job.state, bucket: 'no-such-bucket' } as Job['state'],
    });
    assert.equal(outcome.status, 'failed');
    assert.equal(
      outcome.error.code,
      'state-unreachable',
      JSON.stringify(outcome),
    );
  });
});

describe('a state in a local file', () => {
  it('is written where it was asked for, and nowhere else', async () => {
    const moto = await startMoto(STATES);
    const dir = await temporary('state');
    const state: Job['state'] = {
      type: 'local',
      path: join(dir, 'stacks', 'local.tfstate'),
    };
    const plan = planOf(moto, 'local', await writeModule(QUICK), { state });
    const outcome = await run(bench, applyOf(plan, await run(bench, plan)));
    assert.equal(outcome.status, 'applied', JSON.stringify(outcome));
    assert.deepEqual(await filesWith(dir, '/local/quick'), [state.path]);
    const next = await run(bench, again(plan));
    assert.equal(next.status === 'planned' && next.plan.stateFound, true);
    await moto.stop();
  });
});
