import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type {
  Executor,
  FollowOptions,
  Job,
  JobLogLine,
  JobOutcome,
  ModuleBundle,
} from '@heal7/backstage-plugin-provisioning-node';
import { providerMirror } from './mirror.mts';
import type { Moto } from './moto.mts';
import { REGION } from './moto.mts';
import { temporary } from './temporary.mts';

const root = resolve(import.meta.dirname, '../../..');
const require = createRequire(
  join(root, 'plugins/provisioning-backend-module-terraform/package.json'),
);
const TRANSFORM = '@backstage/cli/config/nodeTransform.cjs';

// As a backend in development, whose runners inherit it.
require(TRANSFORM);
process.execArgv.push('--require', require.resolve(TRANSFORM));

export const STATES = 'heal7-states';

/** An executor with a folder of its own, as the backend makes it. */
export interface Bench {
  executor: Executor;
  dataDir: string;
}

/** @param config - laid over that of the tests */
export async function createBench(
  config: {
    dataDir?: string;
    binary?: string;
    lockTimeoutSeconds?: number;
    /** For none at all. */
    providerMirror?: null;
  } = {},
): Promise<Bench> {
  const { ConfigReader } = require('@backstage/config');
  const {
    createTerraformExecutor,
  } = require('@heal7/backstage-plugin-provisioning-backend-module-terraform');
  const dataDir = config.dataDir ?? (await temporary('executor'));
  const mirror = providerMirror();
  const settings = {
    dataDir,
    encryptionKey: 'a key that only tests have, of enough characters',
    lockTimeoutSeconds: config.lockTimeoutSeconds ?? 0,
    ...(mirror && config.providerMirror !== null
      ? { providerMirror: mirror }
      : {}),
    ...(config.binary ? { binary: config.binary } : {}),
  };
  return {
    executor: createTerraformExecutor(
      new ConfigReader({ provisioning: { terraform: settings } }),
    ),
    dataDir,
  };
}

let jobs = 0;

/** A plan of the sandbox stack on the emulator, unless changed. */
export function sandboxJob(moto: Moto, changes: Partial<Job> = {}): Job {
  const name = changes.stack?.name ?? 'heal7-test';
  return {
    id: `job-${process.pid}-${++jobs}`,
    step: 'plan',
    destroy: false,
    plan: null,
    stack: { id: name, name, environment: 'sandbox' },
    module: {
      id: 'sandbox',
      revision: 'sha256:0',
      directory: join(root, 'infra/terraform'),
      root: 'stacks/sandbox',
      providers: ['registry.terraform.io/hashicorp/aws'],
      origin: null,
    },
    variables: {
      name,
      deletion_protection: false,
      heal7: {
        stack: name,
        environment: 'sandbox',
        owner: 'group:default/web-team',
        system: 'fortune',
        cost_centre: 'cc-1',
      },
    },
    secrets: {},
    credentials: moto.credentials,
    state: {
      type: 's3',
      bucket: STATES,
      key: `${name}.tfstate`,
      region: REGION,
      endpoint: moto.url,
      kmsKeyId: null,
    },
    limits: {
      seconds: 600,
      memoryBytes: 4 * 1024 ** 3,
      graceSeconds: 30,
    },
    ...changes,
  };
}

/** A plan of a small module of a test. */
export const planOf = (
  moto: Moto,
  name: string,
  module: ModuleBundle,
  changes: Partial<Job> = {},
): Job =>
  sandboxJob(moto, {
    stack: { id: name, name, environment: 'sandbox' },
    module,
    variables: { name },
    ...changes,
  });

/** The same job once more, as a new one. */
export const again = (job: Job, changes: Partial<Job> = {}): Job => ({
  ...job,
  id: `job-${process.pid}-${++jobs}`,
  ...changes,
});

/** The apply of what a job has planned. */
export function applyOf(planned: Job, outcome: JobOutcome): Job {
  if (outcome.status !== 'planned') {
    throw new Error(`Not planned: ${JSON.stringify(outcome, undefined, 2)}`);
  }
  return again(planned, {
    step: 'apply',
    plan: { jobId: planned.id, digest: outcome.plan.digest },
  });
}

/** Follows a job to its end. */
export async function follow(
  { executor }: Pick<Bench, 'executor'>,
  jobId: string,
  lines: JobLogLine[] = [],
  options: Partial<FollowOptions> = {},
): Promise<JobOutcome> {
  return executor.follow(jobId, {
    after: 0,
    onLines: async more => void lines.push(...more),
    signal: AbortSignal.timeout(600_000),
    ...options,
  });
}

/** Resolves with the first line that has a text; the job goes on. */
export async function untilLogged(
  { executor }: Pick<Bench, 'executor'>,
  jobId: string,
  wanted: RegExp,
): Promise<JobLogLine> {
  const seen = new AbortController();
  let found: JobLogLine | undefined;
  const outcome = await executor
    .follow(jobId, {
      after: 0,
      onLines: async lines => {
        found ??= lines.find(({ text }) => wanted.test(text));
        if (found) {
          seen.abort();
        }
      },
      signal: seen.signal,
    })
    .catch(() => undefined);
  if (!found) {
    throw new Error(`${wanted} never came: ${JSON.stringify(outcome)}`);
  }
  return found;
}

export async function run(
  bench: Pick<Bench, 'executor'>,
  job: Job,
  lines: JobLogLine[] = [],
): Promise<JobOutcome> {
  await bench.executor.start(job);
  return follow(bench, job.id, lines);
}
