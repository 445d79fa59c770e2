/**
 * A secret that is planted in every channel through which a module can speak
 * is found nowhere: not in what the executor tells, not on the disk.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type {
  Job,
  JobLogLine,
  JobOutcome,
} from '@heal7/backstage-plugin-provisioning-node';
import { waitFor } from '../../tools/test-cluster/index.mts';
import {
  applyOf,
  createBench,
  follow,
  planOf,
  run,
  STATES,
  untilLogged,
} from './support/executor.mts';
import type { Bench } from './support/executor.mts';
import { QUEUE, writeModule } from './support/modules.mts';
import { startMoto } from './support/moto.mts';
import type { Moto } from './support/moto.mts';
import { filesWith, runnerOf } from './support/processes.mts';

const PASSWORD = 'planted "pass<word>" of a database';
const KEY = 'planted-key-of-the-cloud-account';

/** Says it as an attribute, a tag, outputs of both kinds, and on demand as an error. */
const TALKATIVE = `
variable "password" {
  type      = string
  sensitive = true
}

variable "complain" {
  type    = bool
  default = false
}

resource "aws_ssm_parameter" "secret" {
  name        = "/\${var.name}/password"
  type        = "SecureString"
  value       = var.password
  description = nonsensitive(var.password)
  tags        = { encoded = base64encode(nonsensitive(var.password)) }

  lifecycle {
    precondition {
      condition     = !var.complain
      error_message = "Cannot use \${nonsensitive(var.password)} here"
    }
  }
}

output "declared" {
  value     = var.password
  sensitive = true
}

output "told" {
  value = "postgres://app:\${nonsensitive(var.password)}@db"
}
`;

let moto: Moto;
let bench: Bench;

before(async () => {
  moto = await startMoto(STATES);
  bench = await createBench();
});

after(() => moto?.stop());

async function planted(name: string, variables: object = {}): Promise<Job> {
  return planOf(moto, name, await writeModule(TALKATIVE), {
    variables: { name, ...variables },
    secrets: { password: PASSWORD },
    credentials: { ...moto.credentials, AWS_SECRET_ACCESS_KEY: KEY },
  });
}

const forms = [PASSWORD, KEY].flatMap(secret => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').slice(0, -2),
]);

function assertSilent(what: string, told: unknown) {
  const text = JSON.stringify(told);
  for (const form of forms) {
    assert.ok(!text.includes(form), `${what} tells: ${text}`);
    assert.ok(
      !text.includes(JSON.stringify(form).slice(1, -1)),
      `${what} tells: ${text}`,
    );
  }
}

async function assertNotOnDisk() {
  const scratch = (await readdir(tmpdir()))
    .filter(name => name.startsWith('heal7-'))
    .map(name => join(tmpdir(), name));
  for (const dir of [bench.dataDir, ...scratch]) {
    for (const secret of [PASSWORD, KEY]) {
      assert.deepEqual(await filesWith(dir, secret), []);
    }
  }
}

describe('a planted secret', () => {
  let plan: Job;
  let outcome: JobOutcome;

  it('is not in a plan, its log, or on the disk while it waits', async () => {
    plan = await planted('secrets');
    const log: JobLogLine[] = [];
    outcome = await run(bench, plan, log);
    assert.equal(outcome.status, 'planned', JSON.stringify(outcome));
    assertSilent('the plan', outcome);
    assertSilent('the log', log);
    await assertNotOnDisk();
  });

  it('is not in what an apply tells, though the cloud has got it', async () => {
    const log: JobLogLine[] = [];
    const applied = await run(bench, applyOf(plan, outcome), log);
    assert.equal(applied.status, 'applied', JSON.stringify(applied));
    assertSilent('the state', applied);
    assertSilent('the log', log);
    await assertNotOnDisk();
    const state = (await moto.object(STATES, 'secrets.tfstate')) ?? '';
    const [first] = JSON.parse(state).resources;
    assert.equal(first.instances[0].attributes.value, PASSWORD);
    assert.deepEqual(
      applied.state.outputs.find(({ name }) => name === 'told'),
      { name: 'told', sensitive: false, value: 'postgres://app:***@db' },
    );
  });

  it('is not in an error', async () => {
    const log: JobLogLine[] = [];
    const failed = await run(
      bench,
      await planted('complaint', { complain: true }),
      log,
    );
    assert.equal(failed.status, 'failed', JSON.stringify(failed));
    assert.match(JSON.stringify(failed), /Cannot use \*\*\* here/);
    assertSilent('the error', failed);
    assertSilent('the log', log);
    await assertNotOnDisk();
  });

  it('is not in the arguments or environment of the process that watches', async () => {
    const job = await planted('watched');
    await bench.executor.start(job);
    const pid = await runnerOf(bench.dataDir, job.id);
    for (const file of ['cmdline', 'environ']) {
      assertSilent(file, await readFile(`/proc/${pid}/${file}`, 'utf8'));
    }
    await follow(bench, job.id);
  });

  it('is not left by a process that was killed', async () => {
    const job = planOf(moto, 'killed', await writeModule(TALKATIVE + QUEUE), {
      secrets: { password: PASSWORD },
      credentials: { ...moto.credentials, AWS_SECRET_ACCESS_KEY: KEY },
    });
    const apply = applyOf(job, await run(bench, job));
    await bench.executor.start(apply);
    await untilLogged(bench, apply.id, /slow: Creating/);
    await waitFor('the queue', () =>
      moto.call('sqs', 'GetQueueUrl', { QueueName: 'killed-slow' }),
    );
    process.kill(await runnerOf(bench.dataDir, apply.id), 'SIGKILL');
    const log: JobLogLine[] = [];
    const killed = await follow(bench, apply.id, log);
    assert.equal(killed.status, 'interrupted', JSON.stringify(killed));
    assertSilent('the outcome', killed);
    assertSilent('the log', log);
    await assertNotOnDisk();
  });
});
