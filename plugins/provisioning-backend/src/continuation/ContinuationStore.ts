import type { Continuation } from '@heal7/backstage-plugin-provisioning-common';
import type { Knex } from 'knex';

/** What is to follow a run that has succeeded. @internal */
export interface DueContinuation {
  runId: string;
  continuation: Continuation;
}

/**
 * Which continuations have been started.
 *
 * @internal
 */
export class ContinuationStore {
  constructor(private readonly knex: Knex) {}

  /** Those that nobody has claimed, the oldest first. */
  async due(limit: number): Promise<DueContinuation[]> {
    const rows = await this.knex('runs')
      .leftJoin('continuations', 'continuations.run_id', 'runs.id')
      .where('runs.phase', 'succeeded')
      .whereNotNull('runs.continuation')
      .whereNull('continuations.run_id')
      .orderBy('runs.ended_at')
      .limit(limit)
      .select('runs.id', 'runs.continuation');
    return rows.map(({ id, continuation }) => ({
      runId: id,
      continuation: JSON.parse(continuation),
    }));
  }

  /** @returns whether it is the caller's now; it never becomes anybody else's. */
  async claim(runId: string, at: Date): Promise<boolean> {
    const inserted = await this.knex('continuations')
      .insert({ run_id: runId, claimed_at: at.getTime() })
      .onConflict('run_id')
      .ignore()
      .returning('run_id');
    return inserted.length > 0;
  }

  async started(runId: string, taskId: string): Promise<void> {
    await this.knex('continuations')
      .where({ run_id: runId })
      .update({ task_id: taskId });
  }

  async notStarted(runId: string, error: string): Promise<void> {
    await this.knex('continuations')
      .where({ run_id: runId })
      .update({ error: error.slice(0, 2_000) });
  }
}
