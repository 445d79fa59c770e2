import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { seal } from '@heal7/backstage-plugin-provisioning-node';
import type {
  Job,
  JobLogLine,
} from '@heal7/backstage-plugin-provisioning-node';
import { parse } from 'yaml';
import { FakeGitHub } from './__testUtils__/FakeGitHub';
import type { GitHubActionsConfig } from './GitHubActionsConfig';
import { GitHubActionsExecutor } from './GitHubActionsExecutor';
import { OctokitWorkflowRuns } from './OctokitWorkflowRuns';

const WORKFLOW = resolve(__dirname, '../../../.github/workflows/stack.yml');
const DIGEST = `sha256:${'a'.repeat(64)}`;
const SECRET = 'planted-secret-of-the-workflow';

const config: GitHubActionsConfig = {
  url: 'https://github.com/heal7/infrastructure',
  owner: 'heal7',
  repo: 'infrastructure',
  workflow: 'stack.yml',
  ref: 'main',
  sealKey: 'a key of more than thirty-two characters',
  pollSeconds: 0.001,
};

const job = (change: Partial<Job> = {}): Job => ({
  id: 'run-1.plan',
  step: 'plan',
  destroy: false,
  plan: null,
  stack: { id: 'stack-1', name: 'orders', environment: 'production' },
  module: {
    id: 'object-storage',
    revision: DIGEST,
    directory: '/nowhere',
    root: 'stacks/object-storage',
    providers: [],
    origin: {
      repository: 'https://github.com/heal7/infrastructure',
      commit: 'c'.repeat(40),
      path: 'infra/terraform',
    },
  },
  variables: { bucket: 'orders' },
  secrets: { password: SECRET },
  credentials: { AWS_SECRET_ACCESS_KEY: SECRET },
  state: {
    type: 's3',
    bucket: 'states',
    key: 'stack-1',
    region: 'ap-northeast-2',
    endpoint: null,
    kmsKeyId: null,
  },
  limits: { seconds: 90, memoryBytes: 1, graceSeconds: 1 },
  ...change,
});

/** What `delivery/stack-job` leaves. */
const left = (
  jobId: string,
  outcome: object,
  files: Record<string, string>,
): Record<string, Uint8Array> => ({
  'outcome.json': Buffer.from(
    JSON.stringify({
      job: jobId,
      step: jobId.split('.')[1],
      digest: null,
      stateFound: false,
      ...outcome,
    }),
  ),
  ...Object.fromEntries(
    Object.entries({ secrets: JSON.stringify([SECRET]), ...files }).map(
      ([name, content]) => [
        `${name}.sealed`,
        seal(Buffer.from(content), `${jobId}/${name}`, config.sealKey),
      ],
    ),
  ),
});

const plan = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: [
    {
      address: 'terraform_data.this',
      mode: 'managed',
      type: 'terraform_data',
      provider_name: 'terraform.io/builtin/terraform',
      change: {
        actions: ['create'],
        before: null,
        after: { input: `of ${SECRET}` },
        after_unknown: {},
      },
    },
  ],
});
const state = JSON.stringify({
  format_version: '1.0',
  values: {
    outputs: { name: { sensitive: false, value: 'orders' } },
    root_module: {},
  },
});
const failed = (summary: string) =>
  JSON.stringify({
    '@level': 'error',
    '@message': `Error: ${summary}`,
    type: 'diagnostic',
    diagnostic: { severity: 'error', summary, detail: '' },
  });

describe('GitHubActionsExecutor', () => {
  const github = new FakeGitHub();
  let executor: GitHubActionsExecutor;

  const another = () =>
    new GitHubActionsExecutor(
      config,
      new OctokitWorkflowRuns(config, github.url, {
        getCredentials: async () => ({
          type: 'token' as const,
          token: 'of-the-portal',
        }),
      }),
      mockServices.logger.mock(),
    );
  const follow = async (
    jobId: string,
    options: { after?: number; by?: GitHubActionsExecutor } = {},
  ) => {
    const lines: JobLogLine[] = [];
    const outcome = await (options.by ?? executor).follow(jobId, {
      after: options.after ?? 0,
      onLines: async more => {
        lines.push(...more);
      },
      signal: AbortSignal.timeout(20_000),
    });
    return { outcome, lines };
  };

  beforeEach(async () => {
    github.runs.length = 0;
    github.asked.length = 0;
    github.failures.length = 0;
    github.tellsRun = true;
    await github.start();
    executor = another();
  });
  afterEach(() => github.stop());

  it('gives the workflow exactly the inputs that it takes, and no secret', async () => {
    await executor.start(job());
    const { inputs } = parse(readFileSync(WORKFLOW, 'utf8')).on
      .workflow_dispatch;
    expect(Object.keys(github.runs[0].inputs).sort()).toEqual(
      Object.keys(inputs).sort(),
    );
    expect(github.runs[0].inputs).toMatchObject({
      job: 'run-1.plan',
      environment: 'production',
      root: 'infra/terraform/stacks/object-storage',
      variables: '{"bucket":"orders"}',
      minutes: '2',
    });
    expect(JSON.stringify(github.runs)).not.toContain(SECRET);
  });

  it('tells steps while it runs, the log at the end, and the plan, masked', async () => {
    await executor.start(job());
    const [run] = github.runs;
    github.step(run, 'Run terraform', null);
    const following = follow('run-1.plan');
    github.end(
      run,
      'success',
      left(
        'run-1.plan',
        { status: 'planned', digest: DIGEST, stateFound: true },
        { plan, log: `warming up with ${SECRET}\nand done` },
      ),
    );
    const { outcome, lines } = await following;
    expect(lines.map(({ position, text }) => `${position} ${text}`)).toEqual([
      '1 Run terraform',
      '2 warming up with ***',
      '3 and done',
    ]);
    expect(outcome).toMatchObject({
      status: 'planned',
      plan: {
        digest: DIGEST,
        stateFound: true,
        summary: { counts: { create: 1 } },
      },
    });
    expect(JSON.stringify(outcome)).not.toContain(SECRET);
  });

  it('is taken up by another process, which tells no line twice', async () => {
    await executor.start(job());
    const [run] = github.runs;
    github.step(run, 'Check out', 'success');
    github.step(run, 'Run terraform', 'success');
    github.end(
      run,
      'success',
      left(
        'run-1.plan',
        { status: 'planned', digest: DIGEST },
        { plan, log: 'one\ntwo' },
      ),
    );
    const { lines } = await follow('run-1.plan', { after: 3, by: another() });
    expect(lines.map(({ position, text }) => [position, text])).toEqual([
      [4, 'two'],
    ]);
  });

  it('starts no second run when it had died before it could say so', async () => {
    await executor.start(job());
    await another().start(job());
    expect(github.runs).toHaveLength(1);
  });

  it('finds its run by title where the host does not tell it', async () => {
    github.tellsRun = false;
    await executor.start(job());
    github.end(github.runs[0], 'failure', null);
    const { outcome } = await follow('run-1.plan');
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'workflow-failed' },
    });
  });

  it('applies the plan of the run that made it, and knows a stale one', async () => {
    await executor.start(job());
    github.end(
      github.runs[0],
      'success',
      left('run-1.plan', { status: 'planned', digest: DIGEST }, { plan }),
    );
    const apply = job({
      id: 'run-1.apply',
      step: 'apply',
      plan: { jobId: 'run-1.plan', digest: DIGEST },
    });
    await executor.start(apply);
    expect(github.runs[1].inputs).toMatchObject({
      'plan-run': '1',
      'plan-job': 'run-1.plan',
      'plan-digest': DIGEST,
    });
    github.end(
      github.runs[1],
      'success',
      left('run-1.apply', { status: 'applied' }, { state }),
    );
    expect((await follow('run-1.apply')).outcome).toEqual({
      status: 'applied',
      state: {
        outputs: [{ name: 'name', sensitive: false, value: 'orders' }],
        resources: [],
      },
    });

    await executor.start({ ...apply, id: 'run-2.apply' });
    github.end(
      github.runs[2],
      'failure',
      left(
        'run-2.apply',
        { status: 'failed' },
        { log: failed('Saved plan is stale') },
      ),
    );
    expect((await follow('run-2.apply')).outcome).toMatchObject({
      status: 'stale',
      error: { code: 'plan-stale' },
    });
  });

  it('says what failed, with the state that is left', async () => {
    await executor.start(job({ id: 'run-1.apply' }));
    github.end(
      github.runs[0],
      'failure',
      left(
        'run-1.apply',
        { status: 'failed' },
        { log: failed(`creating a bucket: ${SECRET} is taken`), state },
      ),
    );
    expect((await follow('run-1.apply')).outcome).toMatchObject({
      status: 'failed',
      error: {
        code: 'apply-failed',
        message: expect.stringContaining('*** is taken'),
      },
      state: { outputs: [{ name: 'name' }] },
    });
  });

  it('does not take an artifact that somebody has put in its place', async () => {
    await executor.start(job());
    const other = left(
      'run-0.plan',
      { status: 'planned', digest: DIGEST },
      { plan },
    );
    github.end(github.runs[0], 'success', other);
    expect((await follow('run-1.plan')).outcome).toMatchObject({
      status: 'failed',
      error: { code: 'outcome-unreadable' },
    });
  });

  it('goes on after failures of the API', async () => {
    await executor.start(job());
    github.end(github.runs[0], 'cancelled', null);
    github.failures.push(502, 403);
    expect((await follow('run-1.plan')).outcome).toEqual({
      status: 'cancelled',
      state: null,
    });
  });

  it('takes a job without a run for lost', async () => {
    expect((await follow('run-9.plan')).outcome).toMatchObject({
      status: 'interrupted',
      error: { code: 'run-lost' },
    });
  });

  it('cancels what runs, and removes what it has left', async () => {
    await executor.start(job());
    await expect(executor.discard('run-1.plan')).rejects.toThrow('is running');
    await executor.cancel('run-1.plan');
    expect((await follow('run-1.plan')).outcome.status).toBe('cancelled');
    github.end(github.runs[0], 'success', left('run-1.plan', {}, {}));
    await executor.discard('run-1.plan');
    await executor.discard('run-1.plan');
    expect(github.runs[0].artifact).toBeNull();
    await executor.cancel('run-9.plan');
  });

  it.each<[string, Partial<Job>, string]>([
    [
      'a module of a local folder',
      { module: { ...job().module, origin: null } },
      'local folder',
    ],
    [
      'a state in a local folder',
      { state: { type: 'local', path: '/x' } },
      'configure s3 or gcs',
    ],
    [
      'more than a dispatch takes',
      { variables: { text: 'x'.repeat(70_000) } },
      '65535',
    ],
    [
      'a plan that is gone',
      { step: 'apply', plan: { jobId: 'run-0.plan', digest: DIGEST } },
      'plan again',
    ],
  ])('refuses %s before anything runs', async (_, change, message) => {
    await expect(executor.start(job(change))).rejects.toThrow(message);
    expect(github.runs).toHaveLength(0);
  });
});
