import type { PlanSummary } from '@heal7/backstage-plugin-provisioning-common';
import { ConflictError } from '@backstage/errors';
import type {
  Executor,
  FollowOptions,
  Job,
  JobLogLine,
  JobOutcome,
} from '@heal7/backstage-plugin-provisioning-node';

interface FakeJob {
  job: Job;
  lines: JobLogLine[];
  outcome: JobOutcome | undefined;
  ended: PromiseWithResolvers<JobOutcome>;
  cancelled: boolean;
}

const DIGEST_LENGTH = 64;

/**
 * A plan's summary that creates so many resources.
 *
 * @public
 */
export const fakeSummary = (creates: number): PlanSummary => ({
  engineVersion: '1.11.4',
  plannedAt: '2026-11-24T00:00:00Z',
  complete: true,
  empty: creates === 0,
  counts: {
    create: creates,
    update: 0,
    replace: 0,
    delete: 0,
    forget: 0,
    import: 0,
    move: 0,
  },
  resources: Array.from({ length: creates }, (_, index) => ({
    address: `fake_thing.number[${index}]`,
    previousAddress: null,
    type: 'fake_thing',
    provider: 'registry.terraform.io/fake/fake',
    action: 'create',
    createFirst: false,
    reason: '',
    imported: false,
    attributes: [],
  })),
  drift: [],
  outputs: [],
});

/** The digest that the fake gives to the plan of a job. @public */
export const fakeDigest = (jobId: string): string =>
  `sha256:${Buffer.from(jobId)
    .toString('hex')
    .padEnd(DIGEST_LENGTH, '0')
    .slice(-DIGEST_LENGTH)}`;

/**
 * A fake that keeps the port's contract and does nothing: it plans and applies
 * what a test says, and remembers what it was asked for. It outlives the
 * backend that uses it, as a real job does.
 *
 * @public
 */
export class FakeExecutor implements Executor {
  readonly id = 'fake';
  readonly started: Job[] = [];
  readonly discarded: string[] = [];
  readonly #jobs = new Map<string, FakeJob>();
  #creates = 2;
  /** Steps that wait until a test lets them end. */
  readonly #held = new Set<Job['step']>();

  async check() {
    return { available: true, version: 'Fake 1.0', message: '' };
  }

  /** How many resources the next plans create; with none they are empty. */
  plans(creates: number): void {
    this.#creates = creates;
  }

  /** Jobs of that step do not end by themselves from now on. */
  hold(step: Job['step']): void {
    this.#held.add(step);
  }

  /** Jobs that have begun and not ended. */
  running(): Job[] {
    return [...this.#jobs.values()]
      .filter(({ outcome }) => !outcome)
      .map(({ job }) => job);
  }

  /** Adds to what a job says. */
  say(jobId: string, ...texts: string[]): void {
    const { lines } = this.known(jobId);
    for (const text of texts) {
      lines.push({
        position: lines.length + 1,
        at: '2026-11-24T00:00:00Z',
        level: 'info',
        text,
        address: null,
      });
    }
  }

  /** Ends a job, well when nothing else is said. */
  end(jobId: string, outcome?: JobOutcome): void {
    const found = this.known(jobId);
    found.outcome ??= outcome ?? this.well(found.job);
    found.ended.resolve(found.outcome);
  }

  async start(job: Job): Promise<void> {
    if (this.#jobs.has(job.id)) {
      return;
    }
    this.started.push(job);
    this.#jobs.set(job.id, {
      job,
      lines: [],
      outcome: undefined,
      ended: Promise.withResolvers(),
      cancelled: false,
    });
    this.say(job.id, `${job.step} begins`);
    if (!this.#held.has(job.step)) {
      this.end(job.id);
    }
  }

  async follow(jobId: string, options: FollowOptions): Promise<JobOutcome> {
    const found = this.#jobs.get(jobId);
    if (!found) {
      return {
        status: 'interrupted',
        state: null,
        orphans: [],
        error: {
          code: 'job-lost',
          message: `There is no job '${jobId}'`,
          hint: '',
          diagnostics: [],
        },
      };
    }
    const tell = async (after: number) => {
      const news = found.lines.slice(after);
      if (news.length > 0) {
        await options.onLines(news);
      }
      return after + news.length;
    };
    const told = await tell(options.after);
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(options.signal.reason);
    options.signal.throwIfAborted();
    options.signal.addEventListener('abort', abort, { once: true });
    try {
      const outcome = await Promise.race([
        found.ended.promise,
        aborted.promise,
      ]);
      await tell(told);
      return outcome;
    } finally {
      options.signal.removeEventListener('abort', abort);
    }
  }

  async cancel(jobId: string): Promise<void> {
    const found = this.#jobs.get(jobId);
    if (found && !found.outcome) {
      this.end(jobId, { status: 'cancelled', state: null });
    }
  }

  async discard(jobId: string): Promise<void> {
    const found = this.#jobs.get(jobId);
    if (found && !found.outcome) {
      throw new ConflictError(`The job '${jobId}' is running`);
    }
    if (found) {
      this.discarded.push(jobId);
      this.#jobs.delete(jobId);
    }
  }

  private well(job: Job): JobOutcome {
    return job.step === 'plan'
      ? {
          status: 'planned',
          plan: {
            digest: fakeDigest(job.id),
            summary: fakeSummary(this.#creates),
            document: {},
            stateFound: true,
          },
        }
      : {
          status: 'applied',
          state: {
            outputs: [
              { name: 'thing', sensitive: false, value: job.stack.name },
            ],
            resources: job.destroy
              ? []
              : [
                  {
                    address: 'fake_thing.number[0]',
                    type: 'fake_thing',
                    values: { name: 'thing-0' },
                  },
                ],
          },
        };
  }

  private known(jobId: string): FakeJob {
    const found = this.#jobs.get(jobId);
    if (!found) {
      throw new Error(`There is no job '${jobId}'`);
    }
    return found;
  }
}
