import { ConflictError } from '@backstage/errors';
import {
  hasEnded,
  nextPhase,
  stackPhase,
} from '@heal7/backstage-plugin-provisioning-common';
import type {
  Run,
  RunEvent,
} from '@heal7/backstage-plugin-provisioning-common';
import type { Knex } from 'knex';
import { recordOf, runColumns, runOf, stackOf } from '../store/rows';
import type { RunRow, StackRow } from '../store/rows';
import { afterRun } from '../stacks/stackEffect';
import type { RunEffect } from '../stacks/stackEffect';

/** What a run has become with an event, beside its phase. */
export type RunChange = Partial<
  Pick<Run, 'approval' | 'error' | 'externalUrl' | 'plan'>
> & { times?: Partial<Run['times']> };

const DRIFT_JITTER = 0.2;

/** When to look for drift again: spread, so that not all are looked at at once. */
export const nextCheck = (
  now: number,
  everySeconds: number | null,
  random: () => number,
): number | null =>
  everySeconds === null
    ? null
    : Math.round(
        now +
          everySeconds *
            1000 *
            (1 - DRIFT_JITTER / 2 + DRIFT_JITTER * random()),
      );

/**
 * Lets an event happen to a run, and to its stack, in the caller's transaction.
 * The row has to have been read in it, for update.
 *
 * @returns the run as it is now; undefined when the event cannot happen in the
 *   phase that it is in.
 */
export async function writeEvent(
  trx: Knex.Transaction,
  row: RunRow,
  event: RunEvent,
  options: {
    now: Date;
    change?: RunChange;
    columns?: Partial<RunRow>;
    effect?: RunEffect;
    /** Seconds between checks of the stack; null for none. */
    checkEvery?: number | null;
    random?: () => number;
  },
): Promise<Run | undefined> {
  const before = runOf(row);
  const phase = nextPhase(before.phase, event);
  if (!phase) {
    return undefined;
  }
  const ended = hasEnded(phase);
  const at = options.now.toISOString();
  const run: Run = {
    ...before,
    ...options.change,
    phase,
    version: before.version + 1,
    times: {
      ...before.times,
      ...options.change?.times,
      ...(ended ? { ended: at } : {}),
    },
  };
  const updated = await trx<RunRow>('runs')
    .where({ id: row.id, version: row.version })
    .update({
      ...runColumns(run),
      ...(ended
        ? {
            open_for: null,
            ended_at: options.now.getTime(),
            holder: null,
            lease_until: 0,
          }
        : {}),
      ...options.columns,
    });
  if (updated !== 1) {
    throw new ConflictError(`Run ${run.number} has just changed; look again`);
  }
  await followRun(trx, run, options);
  return run;
}

/** The stack follows its run. */
async function followRun(
  trx: Knex.Transaction,
  run: Run,
  options: {
    now: Date;
    effect?: RunEffect;
    checkEvery?: number | null;
    random?: () => number;
  },
): Promise<void> {
  const row = await trx<StackRow>('stacks')
    .where({ id: run.stackId })
    .forUpdate()
    .first();
  if (!row) {
    throw new ConflictError(`The stack of run ${run.number} is gone`);
  }
  const ended = hasEnded(run.phase);
  const record = recordOf(row, new Map());
  const before = {
    facts: record.facts,
    drift: record.drift,
    cost: record.cost,
    outputs: record.outputs,
    resources: record.resources,
    deletionProtection: stackOf(row).deletionProtection,
  };
  const content = options.effect ? afterRun(before, options.effect) : before;
  // A check never stands for what became of a stack.
  const isLast = ended && run.kind !== 'check';
  const last = isLast ? run : await lastRun(trx, row.last_run_id);
  await trx<StackRow>('stacks')
    .where({ id: row.id })
    .update({
      // A check that is under way, or was called off, is no news: what somebody
      // has seen of the stack is still so.
      version:
        run.kind === 'check' && !options.effect ? row.version : row.version + 1,
      current_run_id: ended ? null : run.id,
      ...(isLast ? { last_run_id: run.id } : {}),
      phase: stackPhase(content.facts, ended ? null : run, last),
      ...(options.effect
        ? {
            applied: content.facts.applied,
            destroyed: content.facts.destroyed,
            reset: content.facts.reset,
            drifted: content.facts.drifted,
            drift: content.drift && JSON.stringify(content.drift),
            cost: content.cost && JSON.stringify(content.cost),
            monthly: content.cost?.monthly ?? 0,
            outputs: JSON.stringify(content.outputs),
            resources: JSON.stringify(content.resources),
            deletion_protection: content.deletionProtection,
          }
        : {}),
      ...(ended && options.checkEvery !== undefined
        ? {
            check_at:
              content.facts.applied && !content.facts.reset
                ? nextCheck(
                    options.now.getTime(),
                    options.checkEvery,
                    options.random ?? Math.random,
                  )
                : null,
          }
        : {}),
    });
}

async function lastRun(
  trx: Knex.Transaction,
  id: string | null,
): Promise<Run | null> {
  const row = id ? await trx<RunRow>('runs').where({ id }).first() : undefined;
  return row ? runOf(row) : null;
}
