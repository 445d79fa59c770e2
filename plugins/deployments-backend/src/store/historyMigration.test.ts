import { TestDatabases } from '@backstage/backend-test-utils';
import { MIGRATIONS_DIRECTORY } from './migrate';

jest.setTimeout(60_000);

const ACT = {
  target_id: 'a'.repeat(64),
  cluster: 'east',
  namespace: 'shop',
  name: 'web',
  engine: 'fake',
  entity_ref: 'component:default/web',
  action: 'promote',
  actor: 'user:default/guest',
  reason: '',
  outcome: 'done',
  message: '',
  revision_hash: 'r1',
  at: '2026-11-23T00:00:00.000Z',
};

describe('20261124000000_history', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'adds tables to a database in use, keeps rows, cascades, goes down, %p',
    async id => {
      const knex = await databases.init(id);
      const directory = { directory: MIGRATIONS_DIRECTORY };
      const migration = { ...directory, name: '20261124000000_history.js' };
      await knex.migrate.up({ ...directory, name: '20261123000000_init.js' });
      await knex('acts').insert(ACT);
      await knex.migrate.up(migration);

      await knex('label_sets').insert({ id: 's', labels: '{"app":"web"}' });
      await knex('label_set_entries').insert({
        set_id: 's',
        key: 'app',
        value: 'web',
      });
      const [{ id: rollout }] = await knex('rollouts')
        .insert({
          target_id: ACT.target_id,
          cluster: 'east',
          namespace: 'shop',
          name: 'web',
          engine: 'fake',
          uid: 'u',
          environment: null,
          label_set: 's',
          revision: 2 ** 31 - 1,
          revision_hash: 'b',
          previous_hash: 'a',
          images: '[]',
          previous_images: '[]',
          repository: 'https://git.test/'.padEnd(1000, 'x'),
          revision_commit: '',
          rollback: false,
          started_at: ACT.at,
          verdict: 'running',
          partial: true,
          latest: true,
        })
        .returning('id');
      const fact = {
        rollout_id: rollout,
        kind: 'phase',
        subject: 'healthy',
        slot: Date.parse(ACT.at),
        at: ACT.at,
        value: '{}',
      };
      await knex('rollout_facts').insert(fact);
      await knex('rollout_analyses').insert({
        rollout_id: rollout,
        name: 'web-b',
        started_at: ACT.at,
        analysis: '{}',
      });
      const notice = {
        target_id: ACT.target_id,
        subject: `rollout:${rollout}`,
        kind: 'failed',
        occasion: '',
        channel: 'portal',
        notice: '{}',
        happened_at: ACT.at,
        due_at: Date.parse(ACT.at),
        attempts: 0,
        claimed_until: 0,
      };
      await knex('notices').insert(notice);

      await expect(knex('rollout_facts').insert(fact)).rejects.toThrow();
      await expect(knex('notices').insert(notice)).rejects.toThrow();
      await expect(knex('label_sets').delete()).rejects.toThrow();
      await knex('rollouts').delete();
      expect(await knex('rollout_facts')).toEqual([]);
      expect(await knex('rollout_analyses')).toEqual([]);
      await knex('label_sets').delete();
      expect(await knex('label_set_entries')).toEqual([]);

      await knex.migrate.down(migration);
      for (const table of [
        'label_sets',
        'label_set_entries',
        'rollouts',
        'rollout_facts',
        'rollout_analyses',
        'notices',
      ]) {
        expect(await knex.schema.hasTable(table)).toBe(false);
      }
      expect(await knex('acts').pluck('actor')).toEqual([ACT.actor]);
    },
  );
});
