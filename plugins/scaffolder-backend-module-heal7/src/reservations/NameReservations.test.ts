import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { MIGRATIONS, openDatabase } from './migrate';
import { NameReservations } from './NameReservations';

jest.setTimeout(60_000);

describe('NameReservations', () => {
  const databases = TestDatabases.create();
  const HOUR = 60 * 60 * 1000;

  async function setUp(id: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(id);
    await openDatabase(
      mockServices.database({ knex, migrations: { skip: false } }),
    );
    let now = 1_000_000;
    const reservations = new NameReservations(knex, () => now);
    const pass = (ms: number) => {
      now += ms;
    };
    return { knex, reservations, pass };
  }

  it.each(databases.eachSupportedId())(
    'gives a name to one of many tasks that ask at once, %p',
    async id => {
      const { knex, reservations } = await setUp(id);
      const tasks = ['a', 'b', 'c', 'd', 'e'];
      const outcomes = await Promise.allSettled(
        tasks.map(task => reservations.reserve('web', task)),
      );
      const winners = tasks.filter(
        (_, index) => outcomes[index].status === 'fulfilled',
      );
      expect(winners).toHaveLength(1);
      expect(await knex('heal7_name_reservations').pluck('task_id')).toEqual(
        winners,
      );
      await expect(reservations.assertFree('web')).rejects.toThrow(
        "Somebody is creating a service 'web' at this moment",
      );
      await knex.destroy();
    },
  );

  it.each(databases.eachSupportedId())(
    'lets a task ask again, and others when it has released the name, %p',
    async id => {
      const { knex, reservations } = await setUp(id);
      await reservations.reserve('web', 'a');
      await reservations.reserve('web', 'a');
      await expect(reservations.reserve('web', 'b')).rejects.toThrow('web');
      await reservations.reserve('api', 'b');
      await reservations.release('a');
      await reservations.assertFree('web');
      await reservations.reserve('web', 'b');
      expect(
        (await knex('heal7_name_reservations').pluck('name')).sort(),
      ).toEqual(['api', 'web']);
      await knex.destroy();
    },
  );

  it.each(databases.eachSupportedId())(
    'forgets tasks whose end nobody saw, but none that asks again, %p',
    async id => {
      const { knex, reservations, pass } = await setUp(id);
      await reservations.reserve('web', 'a');
      pass(HOUR - 1);
      await expect(reservations.reserve('web', 'b')).rejects.toThrow('web');
      await reservations.reserve('web', 'a');
      pass(HOUR - 1);
      await expect(reservations.reserve('web', 'b')).rejects.toThrow('web');
      pass(1);
      await reservations.assertFree('web');
      await reservations.reserve('web', 'b');
      await knex.destroy();
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps its migrations apart from those of the scaffolder, %p',
    async id => {
      const { knex } = await setUp(id);
      expect(await knex.schema.hasTable('knex_migrations')).toBe(false);
      await knex.migrate.down(MIGRATIONS);
      expect(await knex.schema.hasTable('heal7_name_reservations')).toBe(false);
      await knex.destroy();
    },
  );
});
