import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Continuation,
  Run,
  RunEvent,
  RunKind,
} from '@heal7/backstage-plugin-provisioning-common';
import {
  hasEnded,
  stackPhase,
} from '@heal7/backstage-plugin-provisioning-common';
import type { Knex } from 'knex';
import type { Clock } from '../lib/Clock';
import type { Environments } from '../ports/Environments';
import type { Modules } from '../ports/Modules';
import type { RunCommands, RunListener } from '../ports/Runs';
import { inputsDigest, variablesOf } from '../stacks/variablesOf';
import { violatesUnique } from '../store/conflicts';
import { recordOf, runColumns, runOf, variablesOfRow } from '../store/rows';
import type { RunRow, StackRow } from '../store/rows';
import { assertPossible } from './admission';
import { assertApprovable, waitingPlan } from './decision';
import { writeEvent } from './RunWrites';
import type { RunChange } from './RunWrites';

interface StartRequest {
  kind: RunKind;
  reason: string;
  autoApply: boolean;
  version: number;
  idempotencyKey: string | null;
  continuation: Continuation | null;
  actor: string;
}

const LOOK_MS = 200;
const LONGEST_WAIT_MS = 20_000;

/** Who hears of commands at once: the workers of this process. */
export interface Wakeup {
  /** There is something to do. */
  wake(): void;
  /** Somebody wants this run to stop. */
  cancelled(runId: string): void;
}

/** Carries out what people want of runs. */
export class RunService implements RunCommands {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      modules: Modules;
      environments: Environments;
      listener: RunListener;
      workers: Wakeup;
    },
  ) {}

  async start(stackId: string, request: StartRequest): Promise<Run> {
    const repeated = await this.byKey(stackId, request.idempotencyKey);
    if (repeated) {
      return repeated;
    }
    await this.giveWay(stackId, request.kind);
    const run = await this.deps.knex
      .transaction(trx => this.insert(trx, stackId, request))
      .catch(async error => {
        if (!violatesUnique(error)) {
          throw error;
        }
        // Somebody else, or the same request, was a moment earlier.
        const same = await this.byKey(stackId, request.idempotencyKey);
        if (same) {
          return same;
        }
        throw new ConflictError('A run of this stack has just been started');
      });
    this.told(run);
    this.deps.workers.wake();
    return run;
  }

  async approve(
    runId: string,
    decision: {
      digest: string;
      comment: string;
      confirmation: string | null;
      actor: string;
    },
  ): Promise<Run> {
    const stale = await this.whyStale(runId);
    if (stale) {
      await this.event(runId, 'went-stale', run => {
        waitingPlan(run, decision.digest);
        return {
          error: {
            code: 'plan-stale',
            message: stale,
            hint: 'Plan again',
            diagnostics: [],
          },
        };
      });
      throw new ConflictError(`${stale}: plan again`);
    }
    const run = await this.event(runId, 'approved', (waiting, at) => {
      const plan = waitingPlan(waiting, decision.digest);
      assertApprovable(waiting, plan, decision);
      return {
        approval: {
          decision: 'approved',
          by: decision.actor,
          comment: decision.comment,
        },
        times: { decided: at },
      };
    });
    this.deps.workers.wake();
    return run;
  }

  async reject(
    runId: string,
    decision: { digest: string; comment: string; actor: string },
  ): Promise<Run> {
    const run = await this.event(runId, 'rejected', (waiting, at) => {
      waitingPlan(waiting, decision.digest);
      return {
        approval: {
          decision: 'rejected',
          by: decision.actor,
          comment: decision.comment,
        },
        times: { decided: at },
      };
    });
    this.deps.workers.wake();
    return run;
  }

  async cancel(runId: string, reason: string, actor: string): Promise<Run> {
    const { knex, clock } = this.deps;
    const run = await knex.transaction(async trx => {
      const row = await this.locked(trx, runId);
      if (hasEnded(row.phase)) {
        return runOf(row);
      }
      const now = clock.now();
      const why: RunChange = {
        error: {
          code: 'cancelled',
          message: reason
            ? `Cancelled by ${actor}: ${reason}`
            : `Cancelled by ${actor}`,
          hint: '',
          diagnostics: [],
        },
      };
      // What no worker has in its hands ends here.
      if (!['planning', 'applying'].includes(row.phase)) {
        const ended = await writeEvent(trx, row, 'cancelled', {
          now,
          change: why,
          columns: { cancel_requested: true },
        });
        if (ended) {
          return { ...ended, cancelRequested: true };
        }
      }
      const asked: Run = {
        ...runOf(row),
        ...why,
        cancelRequested: true,
        version: row.version + 1,
      } as Run;
      await trx<RunRow>('runs').where({ id: runId }).update(runColumns(asked));
      return asked;
    });
    this.told(run);
    this.deps.workers.cancelled(runId);
    this.deps.workers.wake();
    return run;
  }

  private async insert(
    trx: Knex.Transaction,
    stackId: string,
    request: StartRequest,
  ): Promise<Run> {
    const row = await trx<StackRow>('stacks')
      .where({ id: stackId })
      .forUpdate()
      .first();
    if (!row) {
      throw new NotFoundError(`There is no stack '${stackId}'`);
    }
    const record = recordOf(row, new Map());
    if (row.current_run_id !== null) {
      throw new ConflictError(
        `A run of the stack '${row.name}' is under way: wait for it, or cancel it`,
      );
    }
    if (row.version !== request.version) {
      throw new ConflictError(
        `The stack '${row.name}' has changed since you looked: look again`,
      );
    }
    assertPossible(record, request.kind);
    // Throws when the environment is no longer configured.
    this.deps.environments.byName(row.environment);
    const now = this.deps.clock.now();
    const run: Run = {
      id: randomUUID(),
      stackId,
      number: row.runs + 1,
      kind: request.kind,
      phase: 'queued',
      requestedBy: request.actor,
      reason: request.reason,
      autoApply: request.autoApply,
      plan: null,
      approval: null,
      cancelRequested: false,
      error: null,
      externalUrl: null,
      times: {
        queued: now.toISOString(),
        planStarted: null,
        planned: null,
        decided: null,
        applyStarted: null,
        ended: null,
      },
      version: 1,
    };
    await trx<RunRow>('runs').insert({
      ...(runColumns(run) as RunRow),
      id: run.id,
      stack_id: stackId,
      number: run.number,
      open_for: stackId,
      variables: JSON.stringify(variablesOf(record.stack, run.kind)),
      idempotency_key: request.idempotencyKey,
      continuation:
        request.continuation && JSON.stringify(request.continuation),
      orphans: null,
      queued_at: now.getTime(),
      ended_at: null,
      log_lines: 0,
      log_bytes: 0,
      plan_log_lines: 0,
      plan_log_bytes: 0,
      discarded: false,
      holder: null,
      lease: 0,
      lease_until: 0,
    });
    await trx<StackRow>('stacks')
      .where({ id: stackId })
      .update({
        runs: run.number,
        current_run_id: run.id,
        ...(run.kind === 'check'
          ? {}
          : {
              version: row.version + 1,
              phase: stackPhase(record.facts, run, null),
            }),
      });
    return run;
  }

  /**
   * A check, which nobody waits for, makes room for what somebody wants: it is
   * cancelled, and its end waited for, so that never two jobs work on a stack.
   *
   * @throws ConflictError when it does not end in time.
   */
  private async giveWay(stackId: string, kind: RunKind): Promise<void> {
    const { knex, clock } = this.deps;
    const checking = () =>
      knex<RunRow>('runs').where({ open_for: stackId, kind: 'check' }).first();
    const check = kind === 'check' ? undefined : await checking();
    if (!check) {
      return;
    }
    await this.cancel(check.id, 'a plan was asked for', 'the portal');
    for (let waited = 0; await checking(); waited += LOOK_MS) {
      if (waited >= LONGEST_WAIT_MS) {
        throw new ConflictError(
          'A check for drift is just being stopped: try again in a moment',
        );
      }
      await clock.sleep(LOOK_MS);
    }
  }

  private async event(
    runId: string,
    event: RunEvent,
    change: (run: Run, at: string) => RunChange,
  ): Promise<Run> {
    const { knex, clock } = this.deps;
    const run = await knex.transaction(async trx => {
      const row = await this.locked(trx, runId);
      const now = clock.now();
      const result = await writeEvent(trx, row, event, {
        now,
        change: change(runOf(row), now.toISOString()),
      });
      if (!result) {
        throw new ConflictError(
          `Run ${row.number} is ${row.phase}; it cannot be ${event} now`,
        );
      }
      return result;
    });
    this.told(run);
    return run;
  }

  /** Why what was planned is no longer what is asked for. */
  private async whyStale(runId: string): Promise<string | undefined> {
    const { knex, modules } = this.deps;
    const row = await knex<RunRow>('runs').where({ id: runId }).first();
    const plan = row && runOf(row).plan;
    if (!row || !plan || row.phase !== 'awaiting-approval') {
      return undefined;
    }
    const stack = await knex<StackRow>('stacks')
      .where({ id: row.stack_id })
      .first();
    if (!stack) {
      return 'The stack is gone';
    }
    return staleBecause(
      plan,
      (await modules.module(stack.module)).revision,
      inputsDigest(variablesOfRow(row)),
    );
  }

  private async byKey(
    stackId: string,
    key: string | null,
  ): Promise<Run | undefined> {
    const row =
      key === null
        ? undefined
        : await this.deps
            .knex<RunRow>('runs')
            .where({ stack_id: stackId, idempotency_key: key })
            .first();
    return row && runOf(row);
  }

  private async locked(trx: Knex.Transaction, runId: string): Promise<RunRow> {
    const row = await trx<RunRow>('runs')
      .where({ id: runId })
      .forUpdate()
      .first();
    if (!row) {
      throw new NotFoundError(`There is no run '${runId}'`);
    }
    return row;
  }

  private told(run: Run): void {
    this.deps.listener.runChanged(run);
    this.deps.listener.stackChanged(run.stackId);
  }
}

/** Why a plan is no longer of what there is now; undefined when it still is. */
export function staleBecause(
  plan: { moduleRevision: string; inputsDigest: string },
  moduleRevision: string,
  digest: string,
): string | undefined {
  if (plan.moduleRevision !== moduleRevision) {
    return 'The module has changed since this was planned';
  }
  return plan.inputsDigest === digest
    ? undefined
    : 'The inputs have changed since this was planned';
}
