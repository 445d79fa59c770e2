import type { EventsService } from '@backstage/plugin-events-node';

/** The scaffolder announces every change of a task there. */
const TOPIC = 'scaffolder.task';
const ENDED = ['completed', 'failed'];

/** Calls back with the id of every task that ends. */
export async function whenTasksEnd(
  events: EventsService,
  ended: (taskId: string) => Promise<void>,
): Promise<void> {
  await events.subscribe({
    id: 'heal7-task-ends',
    topics: [TOPIC],
    async onEvent({ eventPayload }) {
      const { id, status } = eventPayload as { id?: string; status?: string };
      if (id !== undefined && ENDED.includes(status ?? '')) {
        await ended(id);
      }
    },
  });
}
