import { InputError } from '@backstage/errors';
import type {
  Job,
  JobOutcome,
} from '@heal7/backstage-plugin-provisioning-node';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  claim,
  isMissing,
  readJson,
  writeAtomically,
  writeJson,
} from './files';
import type { ProcessIdentity } from './processIdentity';

/** A job as it may be kept: without what is secret. */
export type KeptJob = Omit<Job, 'secrets' | 'credentials'>;

/** A command of the engine that has begun and not been seen to end. */
export interface EngineTrace extends ProcessIdentity {
  /** E.g. `apply`. */
  command: string;
}

/**
 * What is kept of a job. Everything that outlives a process is a file here,
 * written by exactly one of them:
 *
 * | file | by | what |
 * |---|---|---|
 * | `job.json` | the portal | what to do |
 * | `runner-N.json` | the Nth runner | which process it is |
 * | `cancel` | the portal | that it is to stop |
 * | `log.jsonl` | the runner | masked lines |
 * | `engine.json`, `lock.json` | the runner | the engine's process and state lock |
 * | `plan.sealed` | the runner | the saved plan, encrypted |
 * | `work/` | the runner | files of the module, while they are needed |
 * | `outcome.json` | the runner | how it has ended; nothing is written after |
 */
export class JobFolder {
  readonly path: string;

  constructor(dataDir: string, readonly jobId: string) {
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/.test(jobId)) {
      throw new InputError(`'${jobId}' cannot be the id of a job`);
    }
    this.path = join(dataDir, 'jobs', jobId);
  }

  get work(): string {
    return join(this.path, 'work');
  }

  get log(): string {
    return join(this.path, 'log.jsonl');
  }

  get sealedPlan(): string {
    return join(this.path, 'plan.sealed');
  }

  get cancelMark(): string {
    return join(this.path, 'cancel');
  }

  job(): Promise<KeptJob | undefined> {
    return readJson(join(this.path, 'job.json'));
  }

  /** False when there was one of that id. */
  async keepJob(job: Job): Promise<boolean> {
    const { secrets: _secrets, credentials: _credentials, ...kept } = job;
    return claim(join(this.path, 'job.json'), kept);
  }

  outcome(): Promise<JobOutcome | undefined> {
    return readJson(join(this.path, 'outcome.json'));
  }

  async keepOutcome(outcome: JobOutcome): Promise<void> {
    await writeJson(join(this.path, 'outcome.json'), outcome);
  }

  /** The last one; further ones only clean up after those before. */
  async runner(): Promise<(ProcessIdentity & { attempt: number }) | undefined> {
    for (let attempt = 1, last; ; attempt++) {
      const next = await readJson<ProcessIdentity>(this.#runnerFile(attempt));
      if (!next) {
        return last;
      }
      last = { ...next, attempt };
    }
  }

  /** False when another process is that runner. */
  claimRunner(attempt: number, identity: ProcessIdentity): Promise<boolean> {
    return claim(this.#runnerFile(attempt), identity);
  }

  #runnerFile(attempt: number): string {
    return join(this.path, `runner-${attempt}.json`);
  }

  async isCancelled(): Promise<boolean> {
    return exists(this.cancelMark);
  }

  async markCancelled(): Promise<void> {
    await writeAtomically(this.cancelMark, '');
  }

  engine(): Promise<EngineTrace | undefined> {
    return readJson(join(this.path, 'engine.json'));
  }

  async keepEngine(trace: EngineTrace | null): Promise<void> {
    await keepOrRemove(join(this.path, 'engine.json'), trace);
  }

  /** Id of the state lock that the engine has taken and not given back. */
  async lockId(): Promise<string | undefined> {
    return (await readJson<{ id: string }>(join(this.path, 'lock.json')))?.id;
  }

  async keepLockId(id: string | null): Promise<void> {
    await keepOrRemove(join(this.path, 'lock.json'), id && { id });
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

async function keepOrRemove(file: string, value: unknown): Promise<void> {
  await (value ? writeJson(file, value) : rm(file, { force: true }));
}

export async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}
