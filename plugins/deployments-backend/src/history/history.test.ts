import { TestDatabases } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import type {
  ActRecord,
  EntitySelector,
} from '@heal7/backstage-plugin-deployments-common';
import { analysisOf, looking } from '../__testUtils__/rolloutStates';
import type { Look } from '../__testUtils__/rolloutStates';
import { testDatabase } from '../__testUtils__/testStore';
import type { ForgottenActs } from '../store/ActStore';
import { KnexActStore } from '../store/KnexActStore';
import { KnexLeaseStore } from '../store/KnexLeaseStore';
import { KnexRolloutStore } from '../store/KnexRolloutStore';
import { KnexTargetStore } from '../store/KnexTargetStore';
import { HistoryRecorder } from './HistoryRecorder';

jest.setTimeout(60_000);

const databases = TestDatabases.create();
const START = Date.parse('2026-11-23T09:00:00Z');
const second = (count: number) => new Date(START + count * 1000);

const WEB: EntitySelector = {
  labels: [
    { key: 'backstage.io/kubernetes-id', operator: 'in', values: ['web'] },
  ],
  cluster: null,
  namespace: null,
  names: null,
};

describe.each(databases.eachSupportedId())('history on %s', id => {
  async function open() {
    const knex = await testDatabase(databases, id);
    const lease = (await new KnexLeaseStore(knex).acquire('east', 'one', {
      now: second(0),
      ttlMs: 15_000,
    }))!;
    const targets = new KnexTargetStore(knex, [
      new HistoryRecorder({
        environmentOf: cluster => (cluster === 'east' ? 'production' : null),
        listeners: [],
      }),
    ]);
    const see = async (at: number, look: Look, gap = false) => {
      await targets.write(
        lease,
        { puts: [looking(look)], removals: [], gap },
        second(at),
      );
    };
    return {
      knex,
      lease,
      targets,
      see,
      rollouts: new KnexRolloutStore(knex),
      acts: new KnexActStore(knex),
    };
  }

  const act = (
    action: ActRecord['action'],
    at: number,
    more: Partial<ActRecord> = {},
  ): Omit<ActRecord, 'id'> => ({
    target: {
      cluster: 'east',
      namespace: 'shop',
      name: 'web',
      engine: 'fake',
    },
    entityRef: 'component:default/web',
    action,
    actor: 'user:default/ann',
    reason: '',
    outcome: 'done',
    message: '',
    revisionHash: 'b',
    at: second(at).toISOString(),
    ...more,
  });

  const told = async (store: KnexRolloutStore) =>
    (await store.page(WEB, { limit: 100 })).items.map(
      ({ revisionHash, verdict, rollback }) =>
        `${revisionHash} ${verdict}${rollback ? ' rollback' : ''}`,
    );

  it('keeps all of a rollout, and its end', async () => {
    const { see, rollouts, acts } = await open();
    const labels = { 'backstage.io/kubernetes-id': 'web', team: 'x' };
    await see(0, { labels });
    await see(10, { labels, newest: 'b', step: 0 });
    await see(20, {
      labels,
      newest: 'b',
      step: 1,
      weight: 10,
      phase: 'paused',
      analysis: [analysisOf('b', [1, 2])],
    });
    await acts.add(act('promote', 30));
    await acts.add(
      act('promote', 31, { outcome: 'failed', actor: 'user:default/bob' }),
    );
    await see(32, {
      labels,
      newest: 'b',
      step: 2,
      weight: 50,
      analysis: [analysisOf('b', [2, 3], 'Successful')],
    });
    await see(60, { labels, stable: 'b' });
    await acts.add(act('restart', 70));

    const { items, nextCursor } = await rollouts.page(WEB, { limit: 10 });
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        id: expect.any(String),
        target: {
          cluster: 'east',
          namespace: 'shop',
          name: 'web',
          engine: 'fake',
        },
        environment: 'production',
        revision: 2,
        revisionHash: 'b',
        images: ['registry/web:b'],
        previousImages: ['registry/web:a'],
        previousRevisionHash: 'a',
        commit: 'commit-b',
        rollback: false,
        startedAt: second(10).toISOString(),
        endedAt: second(60).toISOString(),
        verdict: 'promoted',
        actors: ['user:default/ann'],
        partial: false,
      },
    ]);
    const detail = await rollouts.detail(WEB, items[0].id);
    expect(detail).toMatchObject({
      ...items[0],
      phases: [
        { at: second(10).toISOString(), phase: 'progressing', message: '' },
        { at: second(20).toISOString(), phase: 'paused', message: '' },
        { at: second(32).toISOString(), phase: 'progressing', message: '' },
        { at: second(60).toISOString(), phase: 'healthy', message: '' },
      ],
      steps: [
        { index: 0, total: 4, label: 'weight 10' },
        { index: 1, label: 'pause' },
        { index: 2, label: 'weight 50' },
        { index: 4, label: '' },
      ],
      traffic: [
        { at: second(10).toISOString(), set: 0, actual: 0 },
        { at: second(20).toISOString(), set: 10, actual: 10 },
        { at: second(32).toISOString(), set: 50, actual: 50 },
        { at: second(60).toISOString(), set: 100, actual: 100 },
      ],
      analyses: [{ phase: 'Successful' }],
      acts: [{ outcome: 'done' }, { outcome: 'failed' }],
    });
    expect(
      detail?.analyses[0].metrics[0].measurements.map(({ value }) => value),
    ).toEqual(['1', '2', '3']);
  });

  it('survives the target, found by the labels that it had', async () => {
    const { see, rollouts, targets, lease } = await open();
    await see(0, {});
    await see(1, { newest: 'b' });
    await targets.write(lease, { puts: [], removals: [looking()] }, second(2));
    expect(await told(rollouts)).toEqual(['b removed']);
    // Another workload of that name, with other labels, takes nothing over.
    const labels = { 'backstage.io/kubernetes-id': 'other' };
    await see(3, { uid: 'new', labels });
    await see(4, { uid: 'new', labels, newest: 'c' });
    expect(await told(rollouts)).toEqual(['b removed']);
    const [{ id: known }] = (await rollouts.page(WEB, { limit: 1 })).items;
    const others = {
      ...WEB,
      labels: [
        { ...WEB.labels[0], operator: 'in' as const, values: ['other'] },
      ],
    };
    expect(await rollouts.detail(others, known)).toBeUndefined();
    expect(await rollouts.detail(WEB, '999')).toBeUndefined();
    expect(await rollouts.detail(WEB, "1' or 1")).toBeUndefined();
  });

  it('writes nothing twice when the portal starts again', async () => {
    const { knex, see, rollouts } = await open();
    const course: Look[] = [
      {},
      { newest: 'b' },
      { newest: 'b', step: 1, phase: 'paused' },
    ];
    for (const [index, look] of course.entries()) {
      await see(index, look);
    }
    const facts = await knex('rollout_facts').orderBy(['kind', 'subject']);
    await see(100, course[2], true);
    expect(await knex('rollout_facts').orderBy(['kind', 'subject'])).toEqual(
      facts,
    );
    expect((await rollouts.page(WEB, { limit: 5 })).items).toMatchObject([
      { verdict: 'running', partial: false },
    ]);
    await see(101, { newest: 'b', step: 3, weight: 50 }, true);
    expect((await rollouts.page(WEB, { limit: 5 })).items).toMatchObject([
      { verdict: 'running', partial: true },
    ]);
  });

  it('knows rollbacks from what it remembers itself', async () => {
    const { see, rollouts } = await open();
    await see(0, {});
    for (const [index, next] of ['b', 'c'].entries()) {
      await see(10 * index + 1, { newest: next, stable: index ? 'b' : 'a' });
      await see(10 * index + 2, { stable: next });
    }
    await see(30, { newest: 'b', stable: 'c' });
    await see(31, { stable: 'b' });
    expect(await told(rollouts)).toEqual([
      'b promoted rollback',
      'c promoted',
      'b promoted',
    ]);
  });

  it('keeps a rollout that flaps for weeks small', async () => {
    const { knex, see } = await open();
    await see(0, {});
    await see(1, { newest: 'b' });
    for (let turn = 0; turn < 300; turn++) {
      await see(2 + turn, {
        newest: 'b',
        phase: turn % 2 ? 'degraded' : 'progressing',
        weight: turn % 2 ? 10 : 11,
      });
    }
    const [{ count }] = await knex('rollout_facts')
      .where({ kind: 'traffic' })
      .count({ count: '*' });
    expect(Number(count)).toBeLessThan(40);
    expect(await knex('rollouts').select('verdict')).toHaveLength(1);
  });

  it('notes when a failure began and when all was well again', async () => {
    const { see, rollouts } = await open();
    await see(0, {});
    await see(10, { newest: 'b' });
    await see(20, { newest: 'b', aborted: true, phase: 'degraded' });
    await see(30, { newest: 'c' });
    await see(40, { stable: 'c' });
    await see(50, { stable: 'c', phase: 'degraded' });
    await see(60, { stable: 'c' });
    const ended = await rollouts.ended(WEB, {
      since: second(15),
      environment: 'production',
    });
    expect(ended.sort((a, b) => a.id - b.id)).toMatchObject([
      {
        revisionHash: 'b',
        verdict: 'aborted',
        failedAt: second(20).getTime(),
        restoredAt: second(40).getTime(),
      },
      {
        revisionHash: 'c',
        verdict: 'promoted',
        failedAt: second(50).getTime(),
        restoredAt: second(60).getTime(),
      },
    ]);
    const none = await rollouts.ended(WEB, {
      since: second(15),
      environment: 'staging',
    });
    expect(none).toEqual([]);
    expect(
      await rollouts.ended(WEB, { since: second(41), environment: null }),
    ).toEqual([]);
  });

  it('pages, also over what only the selector itself can refuse', async () => {
    const { knex, see, rollouts } = await open();
    await see(0, {});
    for (let turn = 1; turn <= 7; turn++) {
      await see(turn, {
        newest: String.fromCharCode(97 + turn),
        labels: {
          'backstage.io/kubernetes-id': 'web',
          ...(turn % 2 && { odd: 'yes' }),
        },
      });
    }
    const even: EntitySelector = {
      ...WEB,
      labels: [...WEB.labels, { key: 'odd', operator: 'missing' }],
    };
    const first = await rollouts.page(even, { limit: 2 });
    expect(first.items.map(item => item.revisionHash)).toEqual(['g', 'e']);
    const second_ = await rollouts.page(even, {
      limit: 2,
      cursor: first.nextCursor!,
    });
    expect(second_.items.map(item => item.revisionHash)).toEqual(['c']);
    expect(second_.nextCursor).toBeNull();
    await expect(
      rollouts.page(WEB, { limit: 2, cursor: '1; drop table' }),
    ).rejects.toBeInstanceOf(InputError);
    const all: string[] = [];
    for await (const { revisionHash } of rollouts.all(WEB)) {
      all.push(revisionHash);
    }
    expect(all).toEqual(['h', 'g', 'f', 'e', 'd', 'c', 'b']);
    expect(await knex('label_sets')).toHaveLength(2);
  });

  it('forgets what ended long ago, in batches, with all that belongs to it', async () => {
    const { knex, see, rollouts } = await open();
    await see(0, {});
    for (let turn = 1; turn <= 5; turn++) {
      await see(turn, { newest: String.fromCharCode(97 + turn) });
    }
    await see(9, {
      newest: 'z',
      labels: { other: 'labels', 'backstage.io/kubernetes-id': 'web' },
    });
    expect(await rollouts.prune(second(5), 2)).toBe(2);
    expect(await rollouts.prune(second(5), 2)).toBe(1);
    expect(await rollouts.prune(second(5), 2)).toBe(0);
    expect(await told(rollouts)).toEqual([
      'z running',
      'f superseded',
      'e superseded',
    ]);
    expect(await rollouts.prune(second(100), 10)).toBe(2);
    expect(await told(rollouts)).toEqual(['z running']);
    expect(await knex('label_sets')).toHaveLength(1);
    const left = await knex('rollouts').pluck('id');
    expect(new Set(await knex('rollout_facts').pluck('rollout_id'))).toEqual(
      new Set(left),
    );
  });

  it('takes text of any length and kind from a cluster', async () => {
    const { lease, targets, rollouts } = await open();
    const odd = looking({ newest: 'b' });
    odd.revisions[0].source = {
      repository: `x\0${'r'.repeat(5000)}`,
      commit: `\0${'c'.repeat(5000)}`,
    };
    odd.revisions[0].revision = 1e15;
    odd.analysis = [{ ...analysisOf('b', [1]), message: '\0' }];
    await targets.write(lease, { puts: [odd], removals: [] }, second(0));
    const [{ commit, id: rollout }] = (await rollouts.page(WEB, { limit: 1 }))
      .items;
    expect(commit).toBe('c'.repeat(255));
    expect(await rollouts.detail(WEB, rollout)).toBeDefined();
  });

  it('forgets old acts, but for those of rollouts that are remembered', async () => {
    const { see, rollouts, acts, knex } = await open();
    await see(0, {});
    await see(10, { newest: 'b' });
    await acts.add(act('promote', 20));
    await see(30, { stable: 'b' });
    await acts.add(act('restart', 40));
    await acts.add(act('pause', 45));
    // This one makes the next rollout start.
    await acts.add(act('rollback', 50));
    await see(105, { stable: 'b', newest: 'c' });
    await acts.add(act('promote', 200));
    const forget = async () => {
      let [forgotten, next] = [0, 0 as number | null];
      while (next !== null) {
        const some: ForgottenActs = await acts.prune(second(100), {
          after: next,
          limit: 2,
        });
        forgotten += some.forgotten;
        next = some.next;
      }
      const left: string[] = await knex('acts').orderBy('id').pluck('at');
      return {
        forgotten,
        left: left.map(at => (Date.parse(at) - START) / 1000),
      };
    };
    // 40 is too early to be what made the last one start, 45 is no start.
    expect(await forget()).toEqual({ forgotten: 2, left: [20, 50, 200] });
    expect(await rollouts.prune(second(100), 10)).toBe(1);
    expect(await forget()).toEqual({ forgotten: 1, left: [50, 200] });
    expect(await forget()).toEqual({ forgotten: 0, left: [50, 200] });
  });
});
