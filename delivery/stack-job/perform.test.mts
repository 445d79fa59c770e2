// With the real terraform, whose own `terraform_data` needs no provider. Only
// the backend is another one: neither S3 nor GCS is there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdtemp,
  mkdir,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { unseal } from '../../plugins/provisioning-node/src/sealed/sealed.ts';
import { Engine } from './engine.mts';
import { environmentOf } from './environment.mts';
import { readJob } from './job.mts';
import { Performer } from './perform.mts';

const KEY = 'a key of more than thirty-two characters';
const SECRET = 'planted-secret-in-every-channel';
const there = spawnSync('terraform', ['version']).status === 0;

const MODULE = `
variable "name" { type = string }
variable "password" {
  type      = string
  sensitive = true
}
resource "terraform_data" "this" {
  input = { name = var.name, password = var.password }
}
output "name" { value = terraform_data.this.output.name }
`;

describe(
  'a job of a stack',
  { skip: !there && 'terraform is not there' },
  () => {
    let workspace: string;
    let binary: string;
    let directory: string;

    before(async () => {
      workspace = await mkdtemp(join(tmpdir(), 'stack-job-'));
      directory = join(workspace, 'job');
      await mkdir(join(workspace, 'stacks', 'one'), { recursive: true });
      await writeFile(join(workspace, 'stacks/one/main.tf'), MODULE);
      binary = join(workspace, 'terraform');
      await writeFile(
        binary,
        `#!/bin/sh
if [ "$1" = init ]; then
  echo '{"terraform":{"backend":{"local":{"path":"${workspace}/state"}}}}' > backend.tf.json
  shift; exec terraform init -input=false
fi
exec terraform "$@"
`,
        { mode: 0o755 },
      );
    });

    after(() => rm(workspace, { recursive: true, force: true }));

    const perform = (inputs: Record<string, string>) => {
      const given: Record<string, string> = {
        root: 'stacks/one',
        state: '{"type":"s3","bucket":"b","key":"k","region":"r"}',
        variables: '{"name":"first"}',
        directory,
        ...inputs,
      };
      const engine = new Engine(
        join(workspace, 'stacks', 'one'),
        environmentOf({
          PATH: process.env.PATH,
          HOME: workspace,
          STACK_SECRETS: JSON.stringify({ password: SECRET }),
        }),
        binary,
      );
      const job = readJob(name => given[name] ?? '');
      return {
        engine,
        done: () =>
          new Performer(job, engine, {
            key: KEY,
            secrets: [SECRET],
            workspace,
          }).perform(),
      };
    };
    const opened = async (job: string, name: string) =>
      unseal(
        await readFile(join(directory, `${name}.sealed`)),
        `${job}/${name}`,
        KEY,
      );
    const inTheOpen = async () => {
      const files = await readdir(workspace, {
        recursive: true,
        withFileTypes: true,
      });
      const texts = await Promise.all(
        files
          // The state's own place stands for the backend, and is none of ours.
          .filter(file => file.isFile() && file.name !== 'state')
          .map(file => readFile(join(file.parentPath, file.name), 'latin1')),
      );
      return texts.filter(text => text.includes(SECRET)).length;
    };

    test('is planned, and applied exactly as planned, with no secret in the open', async () => {
      const planned = await perform({ job: 'run-1.plan', step: 'plan' }).done();
      assert.equal(planned.status, 'planned');
      assert.equal(planned.stateFound, false);
      assert.match(planned.digest ?? '', /^sha256:[0-9a-f]{64}$/);
      const plan = JSON.parse((await opened('run-1.plan', 'plan')).toString());
      assert.deepEqual(
        plan.resource_changes.map((change: any) => change.change.actions),
        [['create']],
      );
      assert.match(
        (await opened('run-1.plan', 'log')).toString(),
        /"type":"planned_change"/,
      );
      assert.equal(await inTheOpen(), 0);

      const applied = await perform({
        job: 'run-1.apply',
        step: 'apply',
        // Not what is applied: the plan is.
        variables: '{"name":"another"}',
        'plan-job': 'run-1.plan',
        'plan-digest': planned.digest ?? '',
      }).done();
      assert.equal(applied.status, 'applied');
      const state = JSON.parse(
        (await opened('run-1.apply', 'state')).toString(),
      );
      assert.equal(state.values.outputs.name.value, 'first');
      assert.equal(await inTheOpen(), 0);
    });

    test('is not applied when the plan is another', async () => {
      await perform({ job: 'run-2.plan', step: 'plan' }).done();
      const apply = (job: string, digest: string) =>
        perform({
          job: 'run-2.apply',
          step: 'apply',
          'plan-job': job,
          'plan-digest': digest,
        }).done();
      await assert.rejects(
        apply('run-2.plan', `sha256:${'0'.repeat(64)}`),
        /not the one that was approved/,
      );
      await assert.rejects(
        apply('run-9.plan', `sha256:${'0'.repeat(64)}`),
        /another name/,
      );
      assert.equal(await inTheOpen(), 0);
    });

    test('that fails says so, and keeps its log', async () => {
      const failed = await perform({
        job: 'run-3.plan',
        step: 'plan',
        variables: '{"name":{"not":"a string"}}',
      }).done();
      assert.equal(failed.status, 'failed');
      assert.match(
        (await opened('run-3.plan', 'log')).toString(),
        /Invalid value/,
      );
    });

    test('that was interrupted begins nothing more', async () => {
      const { engine, done } = perform({ job: 'run-4.plan', step: 'plan' });
      engine.interrupt();
      await assert.rejects(done(), /Stopped before/);
    });
  },
);

test('the environment of terraform has no token of the job', () => {
  const environment = environmentOf({
    PATH: '/bin',
    GITHUB_TOKEN: 'x',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    HEAL7_SEAL_KEY: 'x',
    AWS_ROLE_ARN: 'arn',
    STACK_SECRETS: '{"list":["a"]}',
  });
  assert.deepEqual(Object.keys(environment).sort(), [
    'AWS_ROLE_ARN',
    'CHECKPOINT_DISABLE',
    'PATH',
    'TF_IN_AUTOMATION',
    'TF_VAR_list',
  ]);
  assert.equal(environment.TF_VAR_list, '["a"]');
});

for (const [name, inputs, message] of [
  ['a root outside', { root: '../x' }, /leaves the checkout/],
  ['a step of its own', { step: 'destroy' }, /plan or apply/],
  ['an id with a path', { job: 'a/b' }, /no id of a job/],
  ['a state elsewhere', { state: '{"type":"http"}' }, /s3 and gcs/],
  [
    'a state without a key',
    { state: '{"type":"s3","bucket":"b"}' },
    /lacks 'key'/,
  ],
  ['an apply of nothing', { step: 'apply' }, /plan-job/],
  ['variables that are no object', { variables: '[1]' }, /no JSON object/],
] as Array<[string, Record<string, string>, RegExp]>) {
  test(`refuses ${name}`, () => {
    const given: Record<string, string> = {
      job: 'run-1.plan',
      step: 'plan',
      root: 'stacks/one',
      variables: '{}',
      state: '{"type":"gcs","bucket":"b","prefix":"p"}',
      ...inputs,
    };
    assert.throws(() => readJob(key => given[key] ?? ''), message);
  });
}
