import type { JsonObject } from '@backstage/types';
import type {
  ExecutorInfo,
  LogLine,
  Orphan,
  PlanSummary,
  RunError,
  StackOutput,
} from '@heal7/backstage-plugin-provisioning-common';

/**
 * What plans and applies: a program on this machine, a workflow elsewhere.
 *
 * The backend gives it jobs, one a step of a run, each with an id of its own,
 * and asks for their outcome. The life of a job:
 *
 * 1. `start` returns when the job is under way and will survive this process,
 *    or throws when nothing has begun. With an id that was started before, it
 *    begins nothing: a backend that died between starting and remembering
 *    starts it again. One that takes a job up does so, too, before it follows
 *    it: secrets and credentials are kept nowhere else, and may be needed to
 *    clean up.
 * 2. `follow` gives the log and, in the end, the outcome; after a restart it is
 *    called again, possibly by another process, and takes the job up where it
 *    is. A job that it cannot find, or whose process has died, has the outcome
 *    `interrupted`, after it has been cleaned up.
 * 3. `cancel` asks it to stop; what came of it is told by `follow`.
 * 4. `discard` removes everything of the job but what the clouds hold: work
 *    folder, saved plan, log. Called for a plan's job only when its plan will
 *    never be applied, or has been.
 *
 * Whatever leaves an executor, logs, plans, errors, is masked already.
 *
 * @public
 */
export interface Executor {
  /** E.g. `terraform`. */
  readonly id: string;

  /** Whether it can work, and what is missing. Asked for often, so remembered. */
  check(): Promise<Omit<ExecutorInfo, 'id'>>;

  start(job: Job): Promise<void>;

  follow(jobId: string, options: FollowOptions): Promise<JobOutcome>;

  /** Does nothing when the job has ended or is not known. */
  cancel(jobId: string): Promise<void>;

  /** Does nothing when the job is not known. Refuses while it is running. */
  discard(jobId: string): Promise<void>;
}

/** @public */
export interface FollowOptions {
  /** Lines that are known already; 0 for none. */
  after: number;
  /** In order, none twice; the next ones come when it has resolved. */
  onLines(lines: JobLogLine[]): Promise<void>;
  /** Where it can be looked at, as soon as that is known. */
  onExternalUrl?(url: string): void;
  /** Stops following; the job goes on. */
  signal: AbortSignal;
}

/** Positions count within the job, from 1. @public */
export type JobLogLine = Omit<LogLine, 'step'>;

/**
 * One step of a run.
 *
 * @public
 */
export interface Job {
  /** Letters, digits, hyphens and dots; unique for ever. */
  id: string;
  step: 'plan' | 'apply';
  /** Whether everything is to be taken away. */
  destroy: boolean;
  /** For `apply`: the job whose saved plan is applied, and nothing else. */
  plan: { jobId: string; digest: string } | null;
  stack: { id: string; name: string; environment: string };
  module: ModuleBundle;
  /** Values of the module's variables that are no secrets. */
  variables: JsonObject;
  /** Values of the module's variables that are. Never written to a disk. */
  secrets: Record<string, string>;
  /** The whole environment of the process beside what the executor needs itself. */
  credentials: Record<string, string>;
  state: StateLocation;
  limits: JobLimits;
}

/** The files of a module, pinned. @public */
export interface ModuleBundle {
  id: string;
  /** Digest of its files. */
  revision: string;
  /** Folder on this machine with everything it needs; read only. */
  directory: string;
  /** The root module in it, e.g. `stacks/object-storage`. */
  root: string;
  /** Source addresses of the providers it may use. */
  providers: string[];
  /** Where the same files are in git, for executors elsewhere; null for a local folder. */
  origin: { repository: string; commit: string; path: string } | null;
}

/**
 * Where the state is kept: one key a stack.
 *
 * @public
 */
export type StateLocation =
  | { type: 'local'; path: string }
  | {
      type: 's3';
      bucket: string;
      key: string;
      region: string;
      /** Of an emulator; credentials come from the environment. */
      endpoint: string | null;
      kmsKeyId: string | null;
    }
  | { type: 'gcs'; bucket: string; prefix: string };

/** @public */
export interface JobLimits {
  seconds: number;
  /** Of the whole process group, resident. */
  memoryBytes: number;
  /** How long a process may take to end after it was asked to. */
  graceSeconds: number;
}

/**
 * How a job has ended.
 *
 * @public
 */
export type JobOutcome =
  | { status: 'planned'; plan: PlannedResult }
  | { status: 'applied'; state: StateSummary }
  | { status: 'failed'; error: RunError; state: StateSummary | null }
  | { status: 'cancelled'; state: StateSummary | null }
  /** The saved plan can no longer be applied; nothing was changed. */
  | { status: 'stale'; error: RunError }
  | {
      status: 'interrupted';
      error: RunError;
      state: StateSummary | null;
      orphans: Orphan[];
    };

/** @public */
export interface PlannedResult {
  /** Of the saved plan: `sha256:` and 64 hex digits. */
  digest: string;
  summary: PlanSummary;
  /** The engine's plan JSON with its secrets taken out, for policies and prices. */
  document: JsonObject;
  /** Whether there was a state at all before. */
  stateFound: boolean;
}

/**
 * What the state holds after an apply, without its secrets.
 *
 * @public
 */
export interface StateSummary {
  outputs: StackOutput[];
  resources: StateResource[];
}

/** @public */
export interface StateResource {
  address: string;
  type: string;
  /** Attributes; sensitive ones are left out. */
  values: JsonObject;
}
