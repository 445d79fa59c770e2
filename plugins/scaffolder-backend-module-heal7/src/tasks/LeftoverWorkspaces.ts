import type { Knex } from 'knex';

/** Of the database workspace provider, where that is installed. */
const TABLE = 'scaffolder_task_workspaces';

/**
 * Stored workspaces of tasks that were killed after they had completed, before
 * the scaffolder could remove them. Those of failed tasks stay: a retry goes
 * on with them.
 */
export class LeftoverWorkspaces {
  constructor(private readonly knex: Knex) {}

  async sweep(
    hasCompleted: (taskId: string) => Promise<boolean>,
  ): Promise<void> {
    if (!(await this.knex.schema.hasTable(TABLE))) {
      return;
    }
    for (const taskId of await this.knex(TABLE).pluck('task_id')) {
      if (await hasCompleted(taskId)) {
        await this.knex(TABLE).where('task_id', taskId).delete();
      }
    }
  }
}
