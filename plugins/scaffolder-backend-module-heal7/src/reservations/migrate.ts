import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** The scaffolder keeps a list of its own migrations in the same database. */
export const MIGRATIONS = {
  directory: resolvePackagePath(
    '@heal7/backstage-plugin-scaffolder-backend-module-heal7',
    'migrations',
  ),
  tableName: 'heal7_knex_migrations',
};

/** Opens the scaffolder's database with our tables up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest(MIGRATIONS);
  }
  return knex;
}
