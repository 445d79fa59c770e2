import { TestDatabases } from '@backstage/backend-test-utils';
import type { Freeze } from '@heal7/backstage-plugin-deployments-common';
import { testDatabase } from '../__testUtils__/testStore';
import { MIGRATIONS_DIRECTORY } from '../store/migrate';
import { KnexFreezeStore } from './KnexFreezeStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create();

const freeze = (id: string, from: string, until: string): Freeze => ({
  id,
  cluster: 'east',
  environment: null,
  from: `2026-11-${from}:00:00.000Z`,
  until: `2026-11-${until}:00:00.000Z`,
  reason: '설날 연휴',
  declaredBy: 'user:default/guest',
  declaredAt: '2026-11-01T00:00:00.000Z',
});

describe.each(databases.eachSupportedId())('freezes on %s', id => {
  it('keeps what was declared until it ends or is lifted', async () => {
    const store = new KnexFreezeStore(await testDatabase(databases, id));
    const soon = freeze('soon', '24T09', '25T09');
    const now = freeze('now', '23T09', '23T18');
    await store.add(soon);
    await store.add(now);
    const ids = async (time: string) =>
      (await store.notEnded(new Date(time))).map(one => one.id);

    expect(await store.notEnded(new Date('2026-11-23T10:00:00Z'))).toEqual([
      now,
      soon,
    ]);
    expect(await ids('2026-11-23T18:00:00Z')).toEqual(['soon']);
    expect(await store.remove('soon')).toEqual(soon);
    expect(await store.remove('soon')).toBeUndefined();
    expect(await ids('2026-11-23T17:59:59Z')).toEqual(['now']);
  });

  it('20261126000000_freezes goes up, keeps rows, and goes down', async () => {
    const knex = await databases.init(id);
    const migration = {
      directory: MIGRATIONS_DIRECTORY,
      name: '20261126000000_freezes.js',
    };
    await knex.migrate.up(migration);
    const row = {
      id: 'a'.repeat(36),
      cluster: null,
      environment: 'production',
      starts_at: 2 ** 41,
      ends_at: 2 ** 41 + 1,
      reason: 'x'.repeat(500),
      declared_by: 'user:default/guest',
      declared_at: '2026-11-23T00:00:00.000Z',
    };
    await knex('freezes').insert(row);
    const kept = await knex('freezes').first();
    expect({
      ...kept,
      starts_at: Number(kept.starts_at),
      ends_at: Number(kept.ends_at),
    }).toEqual(row);
    await expect(knex('freezes').insert(row)).rejects.toThrow();
    await knex.migrate.down(migration);
    expect(await knex.schema.hasTable('freezes')).toBe(false);
  });
});
