import { TestDatabases } from '@backstage/backend-test-utils';
import { MIGRATIONS_DIRECTORY } from '../store/migrate';

jest.setTimeout(60_000);

const NAME = '20261125000000_fleet.js';
const databases = TestDatabases.create();

it.each(databases.eachSupportedId())(
  '20261125000000_fleet goes up over rows and down again, keeping them, %p',
  async id => {
    const knex = await databases.init(id);
    const directory = MIGRATIONS_DIRECTORY;
    while (!(await knex.schema.hasTable('fleet_targets'))) {
      // The rows are there before this migration comes.
      if (await knex.schema.hasTable('targets')) {
        await knex('targets')
          .insert({
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
          })
          .onConflict('id')
          .ignore();
      }
      await knex.migrate.up({ directory });
    }
    await knex('catalog_entities').insert({
      entity_ref: 'component:default/web',
      title: 'x'.repeat(1000),
      search: 'web',
      selector: '{}',
      version: 'v',
    });
    await knex('target_entities').insert({
      target_id: 'a'.repeat(64),
      entity_ref: 'component:default/web',
    });
    await knex.migrate.down({ directory, name: NAME } as object);
    for (const table of [
      'fleet_targets',
      'catalog_entities',
      'catalog_entity_owners',
      'catalog_entity_anchors',
      'target_entities',
    ]) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
    expect(await knex('targets').pluck('id')).toEqual(['a'.repeat(64)]);
    expect(await knex('settings').where({ key: 'fleet-mapping' })).toEqual([]);
  },
);
