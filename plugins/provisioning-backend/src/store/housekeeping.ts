import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Executor } from '@heal7/backstage-plugin-provisioning-node';
import type { Knex } from 'knex';
import type { Clock } from '../lib/Clock';
import type { RunListener } from '../ports/Runs';
import { writeEvent } from '../runs/RunWrites';
import { jobId } from '../worker/jobOf';
import type { RunRow, StackRow } from './rows';

/** How long things are kept; seconds. */
export interface Retention {
  runSeconds: number;
  logSeconds: number;
  /** How long a plan waits for its approval. */
  approvalSeconds: number;
}

const BATCH = 100;

/** Ends what has waited too long, and removes what nobody needs any more. */
export class Housekeeping {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      executors: Map<string, Executor>;
      listener: RunListener;
      logger: LoggerService;
      retention: Retention;
    },
  ) {}

  async tick(): Promise<void> {
    await this.expirePlans();
    await this.forget();
  }

  /** What was planned long ago says little of what applying would do. */
  private async expirePlans(): Promise<void> {
    const { knex, clock, listener, retention } = this.deps;
    const waiting = await knex<RunRow>('runs').where({
      phase: 'awaiting-approval',
    });
    const since = clock.now().getTime() - retention.approvalSeconds * 1000;
    for (const { id, run } of waiting) {
      if (Date.parse(JSON.parse(run).times.planned) > since) {
        continue;
      }
      const expired = await knex.transaction(async trx => {
        const row = await trx<RunRow>('runs')
          .where({ id, phase: 'awaiting-approval' })
          .forUpdate()
          .first();
        return row
          ? writeEvent(trx, row, 'went-stale', {
              now: clock.now(),
              change: {
                error: {
                  code: 'approval-expired',
                  message: 'Nobody has decided on this plan in time',
                  hint: 'Plan again',
                  diagnostics: [],
                },
              },
            })
          : undefined;
      });
      if (expired) {
        listener.runChanged(expired);
        listener.stackChanged(expired.stackId);
      }
    }
  }

  /** Saved plans of runs that have ended without their worker. */
  async discardLeftovers(): Promise<void> {
    const { knex, executors, logger } = this.deps;
    const left = await knex<RunRow>('runs')
      .whereNotNull('ended_at')
      .where({ discarded: false, holder: null })
      .limit(BATCH);
    for (const { id, stack_id: stackId } of left) {
      const stack = await knex<StackRow>('stacks')
        .where({ id: stackId })
        .first();
      const executor = stack && executors.get(stack.executor);
      try {
        await executor?.discard(jobId(id, 'apply'));
        await executor?.discard(jobId(id, 'plan'));
        await knex<RunRow>('runs').where({ id }).update({ discarded: true });
      } catch (error) {
        logger.warn(`What run ${id} has left is still there: ${error}`);
      }
    }
  }

  private async forget(): Promise<void> {
    const { knex, clock, retention } = this.deps;
    const now = clock.now().getTime();
    const old = (seconds: number) => (query: Knex.QueryBuilder) =>
      query
        .where('ended_at', '<', now - seconds * 1000)
        // What a stack stands on stays.
        .whereNotIn(
          'id',
          knex('stacks').whereNotNull('last_run_id').select('last_run_id'),
        );
    await knex('run_logs')
      .whereIn(
        'run_id',
        knex('runs').where(old(retention.logSeconds)).select('id'),
      )
      .delete();
    await knex('runs')
      .where(old(retention.runSeconds))
      .where({ discarded: true })
      .delete();
  }
}
