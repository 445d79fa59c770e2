import { TestDatabases } from '@backstage/backend-test-utils';
import { LeftoverWorkspaces } from './LeftoverWorkspaces';

jest.setTimeout(60_000);

describe('LeftoverWorkspaces', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'removes workspaces of tasks that have completed, %p',
    async id => {
      const knex = await databases.init(id);
      const workspaces = new LeftoverWorkspaces(knex);
      // Where another provider keeps them, there is nothing to do.
      await workspaces.sweep(async () => true);

      await knex.schema.createTable('scaffolder_task_workspaces', table => {
        table.string('task_id').primary();
        table.binary('workspace');
      });
      await knex('scaffolder_task_workspaces').insert(
        ['done', 'failed', 'running'].map(task_id => ({
          task_id,
          workspace: Buffer.from('tar'),
        })),
      );
      await workspaces.sweep(async taskId => taskId === 'done');
      expect(
        (await knex('scaffolder_task_workspaces').pluck('task_id')).sort(),
      ).toEqual(['failed', 'running']);
      await knex.destroy();
    },
  );
});
