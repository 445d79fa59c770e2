import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import Knex from 'knex';
import { openDatabase } from '../store/migrate';
import { Continuations } from './Continuations';
import { ContinuationStore } from './ContinuationStore';

const AFTER = 'template:default/after';

describe('Continuations', () => {
  const knex = Knex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    // Rows here belong to no stack.
    pool: {
      min: 1,
      max: 1,
      afterCreate: (
        connection: { pragma(text: string): void },
        done: () => void,
      ) => {
        connection.pragma('foreign_keys = OFF');
        done();
      },
    },
  });

  beforeAll(async () => {
    await openDatabase(
      mockServices.database({ knex, migrations: { skip: false } }),
    );
  });
  beforeEach(async () => {
    await knex('continuations').delete();
    await knex('runs').delete();
  });
  afterAll(() => knex.destroy());

  const succeeded = (id: string, more = {}) =>
    knex('runs').insert({
      id,
      stack_id: id,
      number: 1,
      kind: 'apply',
      phase: 'succeeded',
      version: 1,
      run: '{}',
      variables: '{}',
      cancel_requested: false,
      continuation: JSON.stringify({ templateRef: AFTER, values: { id } }),
      queued_at: 0,
      ended_at: 1,
      log_lines: 0,
      log_bytes: 0,
      plan_log_lines: 0,
      plan_log_bytes: 0,
      discarded: false,
      lease: 0,
      lease_until: 0,
      ...more,
    });

  function replica(scaffold = jest.fn().mockResolvedValue({ taskId: 't' })) {
    const logger = mockServices.logger.mock();
    const continuations = new Continuations({
      auth: mockServices.auth(),
      catalog: { getEntityByRef: async () => undefined },
      forCatalog: async () => mockCredentials.service(),
      logger,
      now: () => new Date(0),
      permissions: mockServices.permissions(),
      scaffolder: { scaffold },
      store: new ContinuationStore(knex),
      templates: [AFTER],
    });
    return { continuations, scaffold, logger };
  }

  it('are started once, whichever replica sees that a run has succeeded', async () => {
    await succeeded('a');
    await succeeded('b');
    const scaffold = jest.fn().mockResolvedValue({ taskId: 't' });
    const replicas = [replica(scaffold), replica(scaffold), replica(scaffold)];
    for (const { continuations } of replicas) {
      continuations.runChanged({ phase: 'succeeded' } as Run);
    }
    await Promise.all(
      replicas.map(({ continuations }) => continuations.settle()),
    );
    expect(scaffold.mock.calls.map(([{ values }]) => values.id).sort()).toEqual(
      ['a', 'b'],
    );
  });

  it('are taken up by whoever starts next', async () => {
    await succeeded('a');
    const { continuations, scaffold } = replica();
    await continuations.settle();
    expect(scaffold).toHaveBeenCalledTimes(1);
  });

  it('are not started twice when it is not certain that the first was', async () => {
    await succeeded('a');
    await new ContinuationStore(knex).claim('a', new Date(0));
    const { continuations, scaffold } = replica();
    await continuations.settle();
    expect(scaffold).not.toHaveBeenCalled();
  });

  it('do not follow a run that ended otherwise, or that nothing is to follow', async () => {
    await succeeded('a', { phase: 'failed' });
    await succeeded('b', { continuation: null });
    const { continuations, scaffold } = replica();
    await continuations.settle();
    expect(scaffold).not.toHaveBeenCalled();
  });

  it('keep why they were not started, and hinder no other', async () => {
    await succeeded('a', { ended_at: 1 });
    await succeeded('b', {
      ended_at: 2,
      continuation: JSON.stringify({
        templateRef: 'template:default/no-longer-listed',
        values: {},
      }),
    });
    await succeeded('c', { ended_at: 3 });
    const { continuations, logger } = replica(
      jest
        .fn()
        .mockRejectedValueOnce(new Error('scaffolder is away'))
        .mockResolvedValue({ taskId: 't' }),
    );
    await continuations.settle();
    expect(
      await knex('continuations')
        .orderBy('run_id')
        .select('run_id', 'task_id', 'error'),
    ).toEqual([
      { run_id: 'a', task_id: null, error: 'scaffolder is away' },
      {
        run_id: 'b',
        task_id: null,
        error: "'template:default/no-longer-listed' may no longer follow a run",
      },
      { run_id: 'c', task_id: 't', error: null },
    ]);
    expect(logger.error).toHaveBeenCalledTimes(2);
  });
});
