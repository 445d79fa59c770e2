import { TestDatabases } from '@backstage/backend-test-utils';
import { MIGRATIONS_DIRECTORY } from './migrate';

jest.setTimeout(60_000);

describe('migrations', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    '20261123000000_init keeps rows, cascades, and goes down again, %p',
    async id => {
      const knex = await databases.init(id);
      const migrate = { directory: MIGRATIONS_DIRECTORY };
      await knex.migrate.up(migrate);

      await knex('targets').insert({
        id: 'a'.repeat(64),
        cluster: 'east',
        namespace: 'shop',
        name: 'web',
        engine: 'fake',
        uid: 'u',
        phase: 'healthy',
        state: '{}',
        version: 'v',
        changed_at: '2026-11-23T00:00:00.000Z',
        fence: 1,
      });
      await knex('target_labels').insert({
        target_id: 'a'.repeat(64),
        key: 'app',
        value: 'web',
      });
      await knex('clusters').insert({
        name: 'east',
        title: 'East',
        condition: 'watching',
        since: '2026-11-23T00:00:00.000Z',
        message: '',
        demo: false,
        problems: '[]',
      });
      await knex('leases').insert({
        cluster: 'east',
        holder: null,
        fence: 2 ** 40,
        expires_at: Date.parse('2026-11-23T00:00:00Z'),
      });
      await knex('acts').insert({
        target_id: 'a'.repeat(64),
        cluster: 'east',
        namespace: 'shop',
        name: 'web',
        engine: 'fake',
        entity_ref: 'component:default/web',
        action: 'promote',
        actor: 'user:default/guest',
        reason: 'x'.repeat(500),
        outcome: 'done',
        message: '',
        revision_hash: 'r1',
        at: '2026-11-23T00:00:00.000Z',
      });
      await knex('settings').insert({ key: 'k', value: 'v' });

      const lease = await knex('leases').first();
      expect(Number(lease.fence)).toBe(2 ** 40);
      await expect(
        knex('settings').insert({ key: 'k', value: 'other' }),
      ).rejects.toThrow();
      expect(await knex('acts').pluck('reason')).toEqual(['x'.repeat(500)]);

      await knex.migrate.down(migrate);
      for (const table of [
        'targets',
        'target_labels',
        'clusters',
        'leases',
        'acts',
        'settings',
      ]) {
        expect(await knex.schema.hasTable(table)).toBe(false);
      }
    },
  );
});
