import { ConflictError } from '@backstage/errors';
import type { ExecutorInfo } from '@heal7/backstage-plugin-provisioning-common';
import type {
  Executor,
  FollowOptions,
  Job,
  JobOutcome,
} from '@heal7/backstage-plugin-provisioning-node';
import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { networkEnvironment } from '../engine/environment';
import { findEngine } from '../engine/findEngine';
import type { Engine } from '../engine/findEngine';
import type { Settings } from '../engine/Settings';
import { PRIVATE_FOLDER } from '../jobs/files';
import { JobFolder } from '../jobs/JobFolder';
import { JobLogReader, shownLine } from '../jobs/JobLogReader';
import { isAlive, signal } from '../jobs/processIdentity';
import { launchRunner } from './launchRunner';

const POLL_MILLISECONDS = 250;
/** Of one that is missing or wrong: somebody may be installing it. */
const ASK_AGAIN_MILLISECONDS = 30_000;
/** The first does the job, the others clean up after it. */
const ATTEMPTS = 4;

type Access = Pick<Job, 'secrets' | 'credentials'>;

const NONE: Access = { secrets: {}, credentials: {} };

const lost = (message: string): JobOutcome => ({
  status: 'interrupted',
  error: {
    code: 'interrupted',
    message,
    hint: 'Nobody knows how far it came. Look for a lock that was left on the state, then plan again.',
    diagnostics: [],
  },
  state: null,
  orphans: [],
});

/**
 * Runs Terraform or OpenTofu on this machine. Every job has a process of its
 * own that outlives the portal, and a folder through which the two talk.
 */
export class TerraformExecutor implements Executor {
  readonly id = 'terraform';
  readonly #settings: Settings;
  /** Of the jobs that this process has started, or taken up. */
  readonly #access = new Map<string, Access>();
  #engine: { asked: number; found: Promise<Engine> } | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async check(): Promise<Omit<ExecutorInfo, 'id'>> {
    try {
      const { product, version } = await this.#findEngine();
      return { available: true, version: `${product} ${version}`, message: '' };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { available: false, version: null, message };
    }
  }

  async start(job: Job): Promise<void> {
    const folder = this.#folder(job.id);
    const { credentials, secrets } = job;
    this.#access.set(job.id, { credentials, secrets });
    if ((await folder.outcome()) || (await folder.runner())) {
      return;
    }
    const { binary } = await this.#findEngine();
    await mkdir(folder.path, { recursive: true, mode: PRIVATE_FOLDER });
    await folder.keepJob(job);
    await this.#launch(1, binary, job);
  }

  async follow(jobId: string, options: FollowOptions): Promise<JobOutcome> {
    const folder = this.#folder(jobId);
    const log = new JobLogReader(folder.log);
    for (;;) {
      options.signal.throwIfAborted();
      // Asked for first: nothing is written after it.
      const outcome = await folder.outcome();
      await this.#tell(log, options);
      if (outcome) {
        this.#access.delete(jobId);
        return outcome;
      }
      const given = await this.#watch(folder);
      if (given) {
        return given;
      }
      await delay(POLL_MILLISECONDS, undefined, { signal: options.signal });
    }
  }

  async cancel(jobId: string): Promise<void> {
    const folder = this.#folder(jobId);
    const runner = await folder.runner();
    if (!runner || (await folder.outcome())) {
      return;
    }
    await folder.markCancelled();
    if (await isAlive(runner)) {
      signal(runner.pid, 'SIGTERM');
    }
  }

  async discard(jobId: string): Promise<void> {
    const folder = this.#folder(jobId);
    const runner = await folder.runner();
    if (runner && !(await folder.outcome()) && (await isAlive(runner))) {
      throw new ConflictError(`Job '${jobId}' is running`);
    }
    this.#access.delete(jobId);
    await folder.remove();
  }

  #folder(jobId: string): JobFolder {
    return new JobFolder(this.#settings.dataDir, jobId);
  }

  /** Remembered for good once it was found. */
  async #findEngine(): Promise<Engine> {
    const now = Date.now();
    if (!this.#engine || now - this.#engine.asked > ASK_AGAIN_MILLISECONDS) {
      this.#engine = { asked: now, found: findEngine(this.#settings.binary) };
    }
    const engine = await this.#engine.found;
    this.#engine.asked = Infinity;
    return engine;
  }

  async #launch(attempt: number, binary: string, job: Job): Promise<void> {
    await launchRunner({
      attempt,
      job,
      settings: this.#settings,
      binary,
      network: networkEnvironment(process.env),
    });
  }

  /** Gives what is new of the log, all of it. */
  async #tell(log: JobLogReader, options: FollowOptions): Promise<void> {
    for (
      let lines = await log.next();
      lines.length > 0;
      lines = await log.next()
    ) {
      options.signal.throwIfAborted();
      const wanted = lines
        .filter(({ position }) => position > options.after)
        .map(shownLine);
      if (wanted.length > 0) {
        await options.onLines(wanted);
      }
    }
  }

  /** Makes sure that somebody is at work; an outcome when nobody can be. */
  async #watch(folder: JobFolder): Promise<JobOutcome | undefined> {
    const runner = await folder.runner();
    if (!runner) {
      return lost('The job is not on this machine');
    }
    if ((await isAlive(runner)) || (await folder.outcome())) {
      return undefined;
    }
    const kept = await folder.job();
    const access = this.#access.get(folder.jobId) ?? NONE;
    if (!kept || runner.attempt >= ATTEMPTS) {
      return lost(
        'The process of the job died, and could not be cleaned up after',
      );
    }
    const { binary } = await this.#findEngine();
    await this.#launch(runner.attempt + 1, binary, {
      ...kept,
      ...access,
    });
    return undefined;
  }
}
