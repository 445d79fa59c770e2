import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { inputOf, runAction } from '../../__testUtils__/runAction';
import { ServiceNames } from '../../names/ServiceNames';
import type { NameReservations } from '../../reservations/NameReservations';
import { createReserveNameAction } from './reserveName';

describe('heal7:service:reserve-name', () => {
  const setUp = (taken: string[] = []) => {
    const held = new Map<string, string>();
    const refuse = (name: string, taskId?: string) => {
      if (held.has(name) && held.get(name) !== taskId) {
        throw new ConflictError(`'${name}' is reserved`);
      }
    };
    const reservations = {
      reserve: async (name: string, taskId: string) => {
        refuse(name, taskId);
        held.set(name, taskId);
      },
      assertFree: async (name: string) => refuse(name),
    } as NameReservations;
    const names = new ServiceNames({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: taken.map(name => ({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name },
        })),
      }),
      repositories: undefined,
    });
    const action = createReserveNameAction({ names, reservations });
    const run = (name: string, task: string, isDryRun = false) =>
      runAction(
        action,
        { name },
        { workspacePath: '/unused', task: { id: task }, isDryRun },
      );
    return { action, held, run };
  };

  it('runs every example it documents', async () => {
    const { action, held, run } = setUp();
    for (const example of action.examples ?? []) {
      await run((inputOf(example) as { name: string }).name, 'a');
    }
    expect([...held]).toEqual([['heal7-web-events', 'a']]);
  });

  it('reserves a name for one task, however often that asks', async () => {
    const { run } = setUp();
    await run('web', 'a');
    await run('web', 'a');
    await expect(run('web', 'b')).rejects.toThrow("'web' is reserved");
  });

  it.each(['taken', '../evil', 'Upper'])('reserves no %p', async name => {
    const { held, run } = setUp(['taken']);
    await expect(run(name, 'a')).rejects.toThrow(name);
    expect([...held]).toEqual([]);
  });

  it('reserves nothing in a dry run, but tells', async () => {
    const { held, run } = setUp();
    await run('web', 'a', true);
    expect([...held]).toEqual([]);
    await run('web', 'a');
    await expect(run('web', 'b', true)).rejects.toThrow("'web' is reserved");
  });
});
