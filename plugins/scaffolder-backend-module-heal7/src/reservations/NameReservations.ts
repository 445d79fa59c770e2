import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';

const TABLE = 'heal7_name_reservations';

/** Longer than any task; for tasks whose end nobody has seen. */
const LIFETIME_MS = 60 * 60 * 1000;

/**
 * Names that tasks are making services of. Of two tasks that want the same
 * name, one is told at once, long before either makes a repository.
 */
export class NameReservations {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Reserves a name for a task. The task may ask again, as it does when it is
   * resumed.
   *
   * @throws ConflictError when another task has the name.
   */
  async reserve(name: string, taskId: string): Promise<void> {
    const now = this.now();
    await this.knex(TABLE)
      .where('name', name)
      .andWhere('expires_at', '<=', now)
      .delete();
    const row = { name, task_id: taskId, expires_at: now + LIFETIME_MS };
    await this.knex(TABLE).insert(row).onConflict('name').ignore();
    const renewed = await this.knex(TABLE)
      .where({ name, task_id: taskId })
      .update('expires_at', row.expires_at);
    if (renewed === 0) {
      throw this.conflict(name);
    }
  }

  /**
   * Refuses a name that another task has.
   *
   * @throws ConflictError
   */
  async assertFree(name: string): Promise<void> {
    const holder = await this.knex(TABLE)
      .where('name', name)
      .andWhere('expires_at', '>', this.now())
      .first();
    if (holder) {
      throw this.conflict(name);
    }
  }

  /** Releases what a task has reserved. */
  async release(taskId: string): Promise<void> {
    await this.knex(TABLE).where('task_id', taskId).delete();
  }

  /** Ids of the tasks that have reserved something. */
  holders(): Promise<string[]> {
    return this.knex(TABLE).distinct('task_id').pluck('task_id');
  }

  private conflict(name: string): ConflictError {
    return new ConflictError(
      `Somebody is creating a service '${name}' at this moment; choose another name, or try again when that has failed`,
    );
  }
}
