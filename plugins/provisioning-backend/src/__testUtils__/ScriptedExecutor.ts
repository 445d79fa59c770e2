import type {
  LogLine,
  PlanSummary,
} from '@heal7/backstage-plugin-provisioning-common';
import type {
  Executor,
  FollowOptions,
  Job,
  JobOutcome,
  StateSummary,
} from '@heal7/backstage-plugin-provisioning-node';

const EMPTY_COUNTS = {
  create: 0,
  update: 0,
  replace: 0,
  delete: 0,
  forget: 0,
  import: 0,
  move: 0,
};

/** A plan that creates one bucket, or deletes it. */
export function summaryOf(destroy: boolean): PlanSummary {
  return {
    engineVersion: '1.11.4',
    plannedAt: '2026-11-24T00:00:00.000Z',
    complete: true,
    empty: false,
    counts: { ...EMPTY_COUNTS, [destroy ? 'delete' : 'create']: 1 },
    resources: [
      {
        address: 'aws_s3_bucket.main',
        previousAddress: null,
        type: 'aws_s3_bucket',
        provider: 'registry.terraform.io/hashicorp/aws',
        action: destroy ? 'delete' : 'create',
        createFirst: false,
        reason: '',
        imported: false,
        attributes: [],
      },
    ],
    drift: [],
    outputs: [],
  };
}

/**
 * An executor that plans and applies what a test tells it to: by default one
 * bucket, at once.
 */
export class ScriptedExecutor implements Executor {
  readonly id = 'scripted';
  readonly jobs: Job[] = [];
  summary: (job: Job) => PlanSummary = job => summaryOf(job.destroy);
  state: StateSummary = {
    outputs: [
      { name: 'arn', sensitive: false, value: 'arn:aws:s3:::web-objects' },
      { name: 'password', sensitive: true, value: null },
    ],
    resources: [
      {
        address: 'aws_s3_bucket.main',
        type: 'aws_s3_bucket',
        values: { bucket: 'web-objects' },
      },
    ],
  };
  lines: Array<Omit<LogLine, 'step'>> = [
    {
      position: 1,
      at: '2026-11-24T00:00:00.000Z',
      level: 'info',
      text: 'Refreshing <b>state</b>\u001b[31m',
      address: null,
    },
  ];
  /** Given instead of the ordinary outcome. */
  outcome: ((job: Job) => JobOutcome | undefined) | undefined;

  async check() {
    return { available: true, version: 'Scripted 1', message: '' };
  }

  async start(job: Job): Promise<void> {
    if (!this.jobs.some(({ id }) => id === job.id)) {
      this.jobs.push(job);
    }
  }

  async follow(jobId: string, options: FollowOptions): Promise<JobOutcome> {
    const job = this.jobs.find(({ id }) => id === jobId)!;
    await options.onLines(
      this.lines.filter(({ position }) => position > options.after),
    );
    const scripted = this.outcome?.(job);
    if (scripted) {
      return scripted;
    }
    if (job.step === 'apply') {
      return {
        status: 'applied',
        state: job.destroy ? { outputs: [], resources: [] } : this.state,
      };
    }
    return {
      status: 'planned',
      plan: {
        digest: `sha256:${'0'.repeat(63)}${this.jobs.indexOf(job) % 10}`,
        summary: this.summary(job),
        document: {},
        stateFound: true,
      },
    };
  }

  async cancel(): Promise<void> {}

  async discard(): Promise<void> {}
}
