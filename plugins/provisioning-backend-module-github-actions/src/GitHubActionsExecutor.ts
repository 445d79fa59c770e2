import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  Executor,
  FollowOptions,
  Job,
  JobLogLine,
  JobOutcome,
} from '@heal7/backstage-plugin-provisioning-node';
import { LRUCache } from 'lru-cache';
import { filesOf } from './archive';
import { dispatchInputs } from './dispatchInputs';
import type { GitHubActionsConfig } from './GitHubActionsConfig';
import { openFiles } from './openFiles';
import {
  lost,
  outcomeOf,
  readLeft,
  unreadable,
  withoutArtifact,
} from './outcome';
import { stepLines } from './stepLines';
import type { WorkflowRun, WorkflowRuns } from './WorkflowRun';

const ENDED = 'completed';
/** A run is listed some seconds after it was asked for. */
const LOOKS_FOR_A_NEW_RUN = 12;

const artifactName = (jobId: string) => `stack-${jobId}`;

/**
 * Has jobs done by a workflow of GitHub Actions. Nothing of a job is kept
 * here: its run is found by its title, which is the job's id, and what it has
 * left by the name of its artifact, so that any process may follow it.
 */
export class GitHubActionsExecutor implements Executor {
  readonly id = 'github-actions';
  readonly #runIds = new LRUCache<string, number>({ max: 1_000 });

  constructor(
    private readonly config: GitHubActionsConfig,
    private readonly runs: WorkflowRuns,
    private readonly logger: LoggerService,
  ) {}

  async check() {
    return {
      available: true,
      version: null,
      message: `Runs ${this.config.workflow} of ${this.config.url}`,
    };
  }

  async start(job: Job): Promise<void> {
    // Dispatched by a process that died before it could say so.
    if (await this.runOf(job.id)) {
      return;
    }
    const plan = job.plan
      ? await this.runs.artifact(artifactName(job.plan.jobId))
      : undefined;
    if (job.plan && !plan) {
      throw new ConflictError(
        `GitHub no longer has the plan of the job '${job.plan.jobId}': plan again`,
      );
    }
    const run = await this.runs.dispatch(
      dispatchInputs(job, plan?.runId ?? null),
    );
    if (run) {
      this.#runIds.set(job.id, run.id);
    }
  }

  async follow(jobId: string, options: FollowOptions): Promise<JobOutcome> {
    let known = options.after;
    const tell = async (lines: JobLogLine[]) => {
      const news = lines.filter(({ position }) => position > known);
      if (news.length > 0) {
        await options.onLines(news);
        known = news[news.length - 1].position;
      }
    };
    let misses = 0;
    let toldUrl = false;
    for (;;) {
      options.signal.throwIfAborted();
      const run = await this.look(() => this.runOf(jobId));
      if (run === 'unknown') {
        // Not heard is not gone.
      } else if (!run) {
        misses += 1;
        if (misses >= LOOKS_FOR_A_NEW_RUN) {
          return lost(jobId);
        }
      } else {
        if (!toldUrl) {
          toldUrl = true;
          options.onExternalUrl?.(run.url);
        }
        const steps = await this.look(() => this.runs.steps(run.id));
        if (steps !== 'unknown') {
          const lines = stepLines(steps);
          await tell(lines);
          if (run.status === ENDED) {
            const left = await this.look(() => this.left(jobId));
            if (left !== 'unknown') {
              return this.outcome(jobId, run, left, lines.length, tell);
            }
          }
        }
      }
      await delay(this.config.pollSeconds * 1000, undefined, {
        signal: options.signal,
      });
    }
  }

  async cancel(jobId: string): Promise<void> {
    const run = await this.runOf(jobId);
    if (run && run.status !== ENDED) {
      await this.runs.cancel(run.id);
    }
  }

  async discard(jobId: string): Promise<void> {
    const run = await this.runOf(jobId);
    if (run && run.status !== ENDED) {
      throw new ConflictError(`The job '${jobId}' is running: ${run.url}`);
    }
    this.#runIds.delete(jobId);
    await (await this.runs.artifact(artifactName(jobId)))?.remove();
  }

  /** The files of a job that has ended; undefined when it left none. */
  private async left(jobId: string): Promise<Buffer | undefined> {
    const artifact = await this.runs.artifact(artifactName(jobId));
    return artifact?.download();
  }

  private async outcome(
    jobId: string,
    run: WorkflowRun,
    archive: Buffer | undefined,
    told: number,
    tell: (lines: JobLogLine[]) => Promise<void>,
  ): Promise<JobOutcome> {
    if (!archive) {
      return withoutArtifact(run);
    }
    try {
      const files = filesOf(archive);
      const opened = openFiles(files, jobId, this.config.sealKey);
      const lines = opened.lines(run.updatedAt, told);
      const left = files['outcome.json']
        ? readLeft(files['outcome.json'], jobId)
        : null;
      await tell(lines);
      return left ? outcomeOf(left, opened, lines) : withoutArtifact(run);
    } catch (error) {
      return unreadable(run, error);
    }
  }

  private async runOf(jobId: string): Promise<WorkflowRun | undefined> {
    const known = this.#runIds.get(jobId);
    if (known !== undefined) {
      return this.runs.get(known);
    }
    const found = await this.runs.find(jobId);
    if (found) {
      this.#runIds.set(jobId, found.id);
      return found;
    }
    const artifact = await this.runs.artifact(artifactName(jobId));
    return artifact && this.runs.get(artifact.runId);
  }

  /** What cannot be asked now is asked again at the next look. */
  private async look<T>(ask: () => Promise<T>): Promise<T | 'unknown'> {
    try {
      return await ask();
    } catch (error) {
      this.logger.warn(`GitHub could not be asked: ${error}`);
      return 'unknown';
    }
  }
}
