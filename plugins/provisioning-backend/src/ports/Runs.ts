import type {
  Continuation,
  LogPage,
  Orphan,
  PlanSummary,
  Run,
  RunKind,
} from '@heal7/backstage-plugin-provisioning-common';

/** What was remembered of runs, to be shown. */
export interface RunStore {
  byId(id: string): Promise<Run | undefined>;
  /** The newest first. */
  page(
    stackId: string,
    cursor: string | null,
    limit: number,
  ): Promise<{ items: Run[]; nextCursor: string | null }>;
  plan(id: string): Promise<PlanSummary | undefined>;
  orphans(id: string): Promise<Orphan[]>;
  /** Lines after a position. */
  log(id: string, after: number, limit: number): Promise<LogPage>;
  logEnd(id: string): Promise<number>;
}

/**
 * What people make runs do. Whether they may has been decided by the caller;
 * whether it can be is decided here, in one transaction with the change.
 */
export interface RunCommands {
  /**
   * @throws ConflictError when the stack has another version, or a run is
   * under way; a check under way is cancelled instead.
   * @throws InputError when that kind is not possible now, with the reason.
   */
  start(
    stackId: string,
    request: {
      kind: RunKind;
      reason: string;
      autoApply: boolean;
      version: number;
      idempotencyKey: string | null;
      continuation: Continuation | null;
      actor: string;
    },
  ): Promise<Run>;
  /**
   * @throws ConflictError when another plan waits, or none.
   * @throws NotAllowedError when it is one's own run and the plan asks for a
   * second person.
   * @throws InputError when a policy blocks it or the confirmation is wrong.
   */
  approve(
    runId: string,
    decision: {
      digest: string;
      comment: string;
      confirmation: string | null;
      actor: string;
    },
  ): Promise<Run>;
  reject(
    runId: string,
    decision: { digest: string; comment: string; actor: string },
  ): Promise<Run>;
  /** Does nothing when it has ended. */
  cancel(runId: string, reason: string, actor: string): Promise<Run>;
}

/** Told after every change has been committed; never throws. */
export interface RunListener {
  stackChanged(stackId: string): void;
  runChanged(run: Run): void;
  logGrew(runId: string, stackId: string): void;
}
