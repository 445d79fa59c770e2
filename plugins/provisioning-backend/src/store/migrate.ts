import type { Knex } from 'knex';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { DatabaseService } from '@backstage/backend-plugin-api';

/** @internal */
export const MIGRATIONS_DIRECTORY = resolvePackagePath(
  '@heal7/backstage-plugin-provisioning-backend',
  'migrations',
);

/**
 * Opens the plugin's database with its tables up to date.
 *
 * @internal
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
  }
  return knex;
}
