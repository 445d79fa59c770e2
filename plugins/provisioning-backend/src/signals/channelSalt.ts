import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

const KEY = 'channel-salt';

/**
 * The secret that makes names of signal channels unguessable; made once and
 * shared by all replicas.
 *
 * @internal
 */
export async function channelSalt(knex: Knex): Promise<string> {
  await knex('settings')
    .insert({ key: KEY, value: randomBytes(32).toString('hex') })
    .onConflict('key')
    .ignore();
  const row = await knex('settings').where({ key: KEY }).first('value');
  return row.value;
}
