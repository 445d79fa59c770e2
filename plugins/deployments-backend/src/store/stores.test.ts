import { TestDatabases } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import type {
  ClusterStatus,
  EntitySelector,
} from '@heal7/backstage-plugin-deployments-common';
import { stateOf, testDatabase } from '../__testUtils__/testStore';
import { KnexActStore } from './KnexActStore';
import { KnexClusterStatusStore } from './KnexClusterStatusStore';
import { KnexLeaseStore } from './KnexLeaseStore';
import { KnexTargetStore } from './KnexTargetStore';
import { LeaseLostError } from './LeaseStore';
import type { Lease } from './LeaseStore';
import { channelSalt } from './sharedSecret';
import type { TargetTransition } from './TargetStore';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-23T09:00:00Z');
const LATER = new Date('2026-11-23T09:00:30Z');
const times = { now: NOW, ttlMs: 15_000 };
const later = { now: LATER, ttlMs: 15_000 };
const databases = TestDatabases.create();

const status: ClusterStatus = {
  name: 'east',
  title: 'East',
  condition: 'watching',
  since: NOW.toISOString(),
  message: '',
  lastSyncedAt: null,
  demo: true,
  problems: [{ kind: 'pods', message: 'no' }],
};

describe.each(databases.eachSupportedId())('stores on %s', id => {
  async function open() {
    const knex = await testDatabase(databases, id);
    const leases = new KnexLeaseStore(knex);
    return {
      knex,
      leases,
      targets: new KnexTargetStore(knex),
      statuses: new KnexClusterStatusStore(knex),
      acts: new KnexActStore(knex),
      lease: (await leases.acquire('east', 'one', times))!,
    };
  }

  const anything: EntitySelector = {
    labels: [],
    cluster: null,
    namespace: null,
    names: null,
  };

  describe('leases', () => {
    it('has one holder at a time, and a fence that grows', async () => {
      const { leases, lease } = await open();
      expect(lease).toEqual({ cluster: 'east', holder: 'one', fence: 1 });
      expect(await leases.acquire('east', 'two', times)).toBeUndefined();
      expect(await leases.acquire('west', 'two', times)).toBeDefined();
      const taken = await leases.acquire('east', 'two', later);
      expect(taken).toEqual({ cluster: 'east', holder: 'two', fence: 2 });
      expect(await leases.renew(lease, later)).toBe(false);
      expect(await leases.renew(taken!, later)).toBe(true);
    });

    it('is free at once when given back, and can be taken by force', async () => {
      const { leases, lease } = await open();
      await leases.release(lease);
      expect((await leases.expiries()).get('east')).toBe(0);
      const second = await leases.acquire('east', 'two', times);
      expect(second?.fence).toBe(2);
      await leases.release(lease);
      expect(await leases.acquire('east', 'three', times)).toBeUndefined();
      expect(
        await leases.acquire('east', 'three', { ...times, force: true }),
      ).toMatchObject({ fence: 3 });
    });

    it('goes to one of several who ask at the same time', async () => {
      const { leases, lease } = await open();
      await leases.release(lease);
      const answers = await Promise.all(
        ['a', 'b', 'c', 'd'].map(holder =>
          leases.acquire('east', holder, times),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
    });
  });

  describe('targets', () => {
    const put = (
      store: KnexTargetStore,
      lease: Lease,
      ...puts: ReturnType<typeof stateOf>[]
    ) => store.write(lease, { puts, removals: [] }, NOW);

    it('writes, reads back, and writes nothing that is the same', async () => {
      const { targets, lease } = await open();
      const web = stateOf('east', 'web', { step: 1 });
      const [change] = await put(targets, lease, web);
      expect(change).toMatchObject({
        labelsBefore: null,
        labelsAfter: { 'backstage.io/kubernetes-id': 'web' },
      });
      expect(await targets.get(web)).toMatchObject({
        state: web,
        changedAt: NOW.toISOString(),
      });
      expect(
        await targets.write(lease, { puts: [web], removals: [] }, LATER),
      ).toEqual([]);
      expect((await targets.get(web))?.changedAt).toBe(NOW.toISOString());
      const moved = stateOf('east', 'web', { step: 2 });
      expect(
        await targets.write(lease, { puts: [moved], removals: [] }, LATER),
      ).toHaveLength(1);
      expect(await targets.get(web)).toMatchObject({
        state: { step: { index: 2 } },
        changedAt: LATER.toISOString(),
      });
    });

    it('selects as the selector says', async () => {
      const { targets, leases, lease } = await open();
      const west = (await leases.acquire('west', 'one', times))!;
      await put(
        targets,
        lease,
        stateOf('east', 'web', { labels: { app: 'web', tier: 'front' } }),
        stateOf('east', 'api', { labels: { app: 'api' } }),
        stateOf('east', 'far', { labels: { app: 'web' }, namespace: 'far' }),
      );
      await put(targets, west, stateOf('west', 'web', { labels: {} }));
      const names = async (selector: Partial<EntitySelector>) =>
        (await targets.select({ ...anything, ...selector })).map(
          ({ state }) => `${state.cluster}/${state.namespace}/${state.name}`,
        );
      expect(await names({})).toEqual([
        'east/far/far',
        'east/shop/api',
        'east/shop/web',
        'west/shop/web',
      ]);
      expect(
        await names({
          labels: [{ key: 'app', operator: 'in', values: ['web'] }],
        }),
      ).toEqual(['east/far/far', 'east/shop/web']);
      expect(
        await names({
          labels: [
            { key: 'app', operator: 'exists' },
            { key: 'tier', operator: 'missing' },
            { key: 'app', operator: 'notIn', values: ['api'] },
          ],
        }),
      ).toEqual(['east/far/far']);
      expect(
        await names({ cluster: 'west', namespace: 'shop', names: ['web'] }),
      ).toEqual(['west/shop/web']);
      expect(await names({ names: ['none'] })).toEqual([]);
    });

    it('follows relabelling', async () => {
      const { targets, lease } = await open();
      await put(targets, lease, stateOf('east', 'web', { labels: { a: '1' } }));
      const [change] = await put(
        targets,
        lease,
        stateOf('east', 'web', { labels: { a: '2', b: '' } }),
      );
      expect(change).toMatchObject({
        labelsBefore: { a: '1' },
        labelsAfter: { a: '2', b: '' },
      });
      const withLabel = (value: string) =>
        targets.select({
          ...anything,
          labels: [{ key: 'a', operator: 'in', values: [value] }],
        });
      expect(await withLabel('1')).toEqual([]);
      expect(await withLabel('2')).toHaveLength(1);
    });

    it('removes targets, and those of clusters that are gone', async () => {
      const { targets, leases, lease } = await open();
      const west = (await leases.acquire('west', 'one', times))!;
      const web = stateOf('east', 'web');
      await put(targets, lease, web, stateOf('east', 'api'));
      await put(targets, west, stateOf('west', 'web'));
      expect(
        await targets.write(lease, { puts: [], removals: [web, web] }, NOW),
      ).toHaveLength(1);
      expect(await targets.refs('east', 'fake')).toMatchObject([
        { name: 'api' },
      ]);
      expect(await targets.keepClusters(['east'], NOW)).toMatchObject([
        { labelsAfter: null },
      ]);
      expect(await targets.select(anything)).toHaveLength(1);
    });

    it('tells recorders what became of what, in the same transaction', async () => {
      const { knex, lease } = await open();
      const told: [string | undefined, string | undefined, boolean][] = [];
      const recorder = {
        async record(
          tx: Knex.Transaction,
          transitions: TargetTransition[],
          { gap }: { gap: boolean },
        ) {
          for (const { before, after } of transitions) {
            const shown = (state: typeof before) =>
              state ? `${state.name}@${state.step?.index}` : undefined;
            told.push([shown(before), shown(after), gap]);
            await tx('settings').insert({
              key: String(told.length),
              value: '',
            });
            if (after?.step?.index === 4) {
              throw new Error('no');
            }
          }
        },
      };
      const targets = new KnexTargetStore(knex, [recorder]);
      const at = (step: number) => stateOf('east', 'web', { step });
      await put(targets, lease, at(1), stateOf('east', 'api'));
      await put(targets, lease, at(1), at(2));
      await expect(put(targets, lease, at(4))).rejects.toThrow('no');
      expect((await targets.get(at(2)))?.state.step?.index).toBe(2);
      expect(await knex('settings').pluck('key')).not.toContain('4');
      await targets.write(
        lease,
        { puts: [at(3)], removals: [stateOf('east', 'api')], gap: true },
        LATER,
      );
      await targets.keepClusters([], LATER);
      expect(told).toEqual([
        [undefined, 'web@1', false],
        [undefined, 'api@0', false],
        ['web@1', 'web@2', false],
        ['web@2', 'web@4', false],
        ['web@2', 'web@3', true],
        ['api@0', undefined, true],
        ['web@3', undefined, true],
      ]);
    });

    it('writes hundreds at once', async () => {
      const { targets, lease } = await open();
      const many = Array.from({ length: 250 }, (_, index) =>
        stateOf('east', `web-${index}`),
      );
      expect(await put(targets, lease, ...many)).toHaveLength(250);
      expect(await targets.select(anything)).toHaveLength(250);
    });

    it('changes nothing for a holder that has lost the lease', async () => {
      const { targets, statuses, leases, lease } = await open();
      const web = stateOf('east', 'web');
      await put(targets, lease, web);
      await leases.acquire('east', 'two', later);
      await expect(
        targets.write(
          lease,
          { puts: [stateOf('east', 'web', { step: 4 })], removals: [] },
          NOW,
        ),
      ).rejects.toBeInstanceOf(LeaseLostError);
      await expect(
        targets.write(lease, { puts: [], removals: [web] }, NOW),
      ).rejects.toBeInstanceOf(LeaseLostError);
      await expect(statuses.put(lease, status)).rejects.toBeInstanceOf(
        LeaseLostError,
      );
      expect((await targets.get(web))?.state).toEqual(web);
    });
  });

  it('keeps the status of each cluster', async () => {
    const { statuses, lease } = await open();
    expect(await statuses.put(lease, status)).toBe(true);
    expect(await statuses.put(lease, { ...status })).toBe(false);
    const other = { ...status, name: 'desk', demo: false };
    expect(await statuses.put(null, other)).toBe(true);
    expect(await statuses.all()).toEqual([other, status]);
    await statuses.keep(['east']);
    expect(await statuses.get('desk')).toBeUndefined();
    expect(await statuses.get('east')).toEqual(status);
  });

  it('pages through the history, newest first', async () => {
    const { acts } = await open();
    for (const revisionHash of ['1', '2', '3', '4', '5']) {
      await acts.add({
        target: {
          cluster: 'east',
          namespace: 'shop',
          name: 'web',
          engine: 'fake',
        },
        entityRef: 'component:default/web',
        action: 'promote',
        actor: 'user:default/guest',
        reason: '',
        outcome: 'done',
        message: '',
        revisionHash,
        at: NOW.toISOString(),
      });
    }
    const first = await acts.page('component:default/web', { limit: 3 });
    expect(first.items.map(act => act.revisionHash)).toEqual(['5', '4', '3']);
    const second = await acts.page('component:default/web', {
      limit: 3,
      cursor: first.nextCursor!,
    });
    expect(second.items.map(act => act.revisionHash)).toEqual(['2', '1']);
    expect(second.nextCursor).toBeNull();
    expect(
      (await acts.page('component:default/api', { limit: 3 })).items,
    ).toEqual([]);
    await expect(
      acts.page('component:default/web', { limit: 3, cursor: "1' or 1" }),
    ).rejects.toBeInstanceOf(InputError);
  });

  it('makes one salt for all replicas', async () => {
    const { knex } = await open();
    const [one, two] = await Promise.all([
      channelSalt(knex),
      channelSalt(knex),
    ]);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(two).toBe(one);
  });
});
