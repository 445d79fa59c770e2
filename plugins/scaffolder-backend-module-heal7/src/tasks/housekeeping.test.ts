import { readdirSync } from 'node:fs';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type { EventParams } from '@backstage/plugin-events-node';
import { keepHouse } from './housekeeping';

const A = '11111111-1111-4111-8111-111111111111';
const B = '22222222-2222-4222-8222-222222222222';
const C = '33333333-3333-4333-8333-333333333333';

describe('keepHouse', () => {
  const directory = createMockDirectory();

  async function setUp() {
    directory.setContent({ [`${A}_step-x-1`]: {}, [`${B}_step-x-1`]: {} });
    let announce: (event: EventParams) => Promise<void> = async () => {};
    let sweep: () => Promise<void> = async () => {};
    const released: string[] = [];
    let swept: boolean[] = [];
    const statuses: Record<string, string> = {
      [A]: 'failed',
      [C]: 'completed',
    };
    await keepHouse({
      auth: mockServices.auth(),
      config: mockServices.rootConfig({
        data: { backend: { workingDirectory: directory.path } },
      }),
      events: {
        subscribe: async ({ onEvent }: { onEvent: typeof announce }) => {
          announce = onEvent;
        },
      } as never,
      logger: mockServices.logger.mock(),
      reservations: {
        release: async (taskId: string) => released.push(taskId),
        holders: async () => [A, B],
      } as never,
      scaffolder: {
        getTask: async ({ taskId }: { taskId: string }) => {
          if (!statuses[taskId]) {
            throw new NotFoundError(taskId);
          }
          return { status: statuses[taskId] };
        },
      } as never,
      scheduler: {
        scheduleTask: async ({ fn }: { fn: typeof sweep }) => {
          sweep = fn;
        },
      } as never,
      workspaces: {
        sweep: async (hasCompleted: (taskId: string) => Promise<boolean>) => {
          swept = await Promise.all([A, B, C].map(hasCompleted));
        },
      } as never,
    });
    const say = (eventPayload: object) =>
      announce({ topic: 'scaffolder.task', eventPayload });
    return { say, sweep: () => sweep(), swept: () => swept, released };
  }

  it.each(['completed', 'failed'])(
    'cleans up after a task that has %s',
    async status => {
      const { say, released } = await setUp();
      await say({ id: A, status });
      expect(released).toEqual([A]);
      expect(readdirSync(directory.path)).toEqual([`${B}_step-x-1`]);
    },
  );

  it('leaves a task alone that goes on', async () => {
    const { say, released } = await setUp();
    await say({ id: A, status: 'processing' });
    await say({ id: 7, taskId: A, status: 'cancelled' });
    await say({ id: 8, taskId: A, status: 'recovered' });
    expect(released).toEqual([]);
    expect(readdirSync(directory.path)).toHaveLength(2);
  });

  it('cleans up later after a task whose end it has not seen', async () => {
    const { sweep, swept, released } = await setUp();
    await sweep();
    expect(released).toEqual([A]);
    // The workspace of a failed one is kept for a retry.
    expect(swept()).toEqual([false, false, true]);
    expect(readdirSync(directory.path)).toEqual([`${B}_step-x-1`]);
  });
});
