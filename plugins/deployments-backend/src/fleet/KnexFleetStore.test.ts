import { TestDatabases } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import { parseLabelSelector } from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentPhase,
  DeploymentState,
  FleetSort,
} from '@heal7/backstage-plugin-deployments-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { stateOf, testDatabase } from '../__testUtils__/testStore';
import { KnexLeaseStore } from '../store/KnexLeaseStore';
import { KnexTargetStore } from '../store/KnexTargetStore';
import { targetId, versionOf } from '../store/targetId';
import { CatalogIndex } from './CatalogIndex';
import type { CatalogRecord } from './catalogRecord';
import type { FleetFilter, FleetScope } from './FleetFilter';
import { FLEET_FORMAT } from './fleetRecord';
import { backfillFleet } from './fleetWrites';
import { KnexFleetStore } from './KnexFleetStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const NOW = new Date('2026-11-23T09:00:00Z');
const ALL: FleetScope = { readable: 'all', key: 'all' };
const NO_FILTER: FleetFilter = {
  phases: null,
  clusters: null,
  engines: null,
  namespaces: null,
  owners: null,
  systems: null,
  domains: null,
  entities: null,
  image: null,
  text: null,
  mine: null,
  attention: false,
  unmapped: false,
};
const SORTS: FleetSort[] = ['attention', 'changed', 'name', 'cluster', 'phase'];
const PHASES: DeploymentPhase[] = [
  'healthy',
  'progressing',
  'paused',
  'degraded',
  'unknown',
];

function record(
  name: string,
  selector: string,
  more: Partial<CatalogRecord> = {},
): CatalogRecord {
  const entityRef = `component:default/${name}`;
  const rest = {
    entityRef,
    title: `The ${name}`,
    owners: ['group:default/web'],
    system: null,
    domain: null,
    selector: {
      labels: parseLabelSelector(selector),
      cluster: null,
      namespace: null,
      names: null,
    },
    ...more,
  };
  return { ...rest, version: versionOf(rest) };
}

const state = (
  name: string,
  labels: Record<string, string>,
  more: Partial<DeploymentState> = {},
): DeploymentState => {
  const made = stateOf('east', name, { labels });
  const images = [`registry/${name}:1.2.3_rc`];
  return {
    ...made,
    revisions: made.revisions.map(one => ({ ...one, images })),
    ...more,
  };
};

describe.each(databases.eachSupportedId())('the fleet on %s', id => {
  let knex: Knex;
  let writes = 0;

  beforeAll(async () => {
    knex = await testDatabase(databases, id);
  });

  async function empty() {
    for (const table of [
      'target_entities',
      'catalog_entity_anchors',
      'catalog_entity_owners',
      'catalog_entities',
      'fleet_targets',
      'target_labels',
      'targets',
    ]) {
      await knex(table).delete();
    }
    const targets = new KnexTargetStore(knex);
    const leases = new KnexLeaseStore(knex);
    const lease = (await leases.acquire('east', 'one', {
      now: NOW,
      ttlMs: 1e9,
      force: true,
    }))!;
    const write = (puts: DeploymentState[], removals: DeploymentState[] = []) =>
      targets.write(
        lease,
        { puts, removals },
        new Date(NOW.getTime() + 1000 * writes++),
      );
    return {
      write,
      index: new CatalogIndex(knex),
      store: new KnexFleetStore(knex),
    };
  }

  async function names(
    store: KnexFleetStore,
    filter: Partial<FleetFilter> = {},
    scope = ALL,
  ): Promise<string[]> {
    const { rows } = await store.page(
      scope,
      { ...NO_FILTER, ...filter },
      { sort: 'name', order: 'asc', limit: 200 },
    );
    return rows.map(({ row }) => JSON.parse(row).target.name);
  }

  it('shows a rollout whichever of it and its entity comes first', async () => {
    const { write, index, store } = await empty();
    await write([state('early', { app: 'early' })]);
    await index.replace([
      record('early', 'app=early'),
      record('late', 'app=late'),
    ]);
    await write([state('late', { app: 'late' }), state('none', {})]);
    expect(await names(store)).toEqual(['early', 'late']);
    expect(await names(store, { unmapped: true })).toEqual(['none']);
  });

  it('follows relabelling, changed selectors, and entities that go', async () => {
    const { write, index, store } = await empty();
    await index.replace([record('web', 'app in (web,www),!old')]);
    await write([state('a', { app: 'web' }), state('b', { app: 'api' })]);
    expect(await names(store)).toEqual(['a']);
    await write([
      state('a', { app: 'web', old: '' }),
      state('b', { app: 'www' }),
    ]);
    expect(await names(store)).toEqual(['b']);
    expect(await index.replace([record('web', 'app')])).toBe(1);
    expect(await index.replace([record('web', 'app')])).toBe(0);
    expect(await names(store)).toEqual(['a', 'b']);
    await index.replace([]);
    expect(await names(store)).toEqual([]);
    expect(await names(store, { unmapped: true })).toEqual(['a', 'b']);
  });

  it('shows nothing of entities that the caller may not read', async () => {
    const { write, index, store } = await empty();
    await index.replace([
      record('open', 'app=open', { owners: ['group:default/o'] }),
      record('secret', 'app', {
        owners: ['group:default/s'],
        system: 'system:default/hidden',
      }),
    ]);
    await write([state('x', { app: 'open' }), state('y', { app: 'other' })]);
    const scope = {
      readable: new Set(['component:default/open']),
      key: 'some',
    };
    expect(await names(store)).toEqual(['x', 'y']);
    expect(await names(store, {}, scope)).toEqual(['x']);
    expect(await names(store, { text: 'secret' }, scope)).toEqual([]);
    expect(await names(store, { owners: ['group:default/s'] }, scope)).toEqual(
      [],
    );
    const { rows } = await store.page(scope, NO_FILTER, {
      sort: 'name',
      order: 'asc',
      limit: 10,
    });
    expect(rows[0].entities.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/open',
    ]);
    expect(await store.owners(scope, NO_FILTER)).toEqual([
      { value: 'group:default/o', count: 1 },
    ]);
    expect(await store.systems(scope, NO_FILTER)).toEqual([]);
    expect(
      await names(store, {}, { readable: new Set(), key: 'none' }),
    ).toEqual([]);
  });

  it('keeps who selects a rollout while its state changes', async () => {
    const { write, index, store } = await empty();
    await index.replace([record('web', 'app=web')]);
    await write([state('a', { app: 'web' })]);
    await write([state('a', { app: 'web' }, { phase: 'degraded' })]);
    expect(await names(store, { attention: true })).toEqual(['a']);
    await write([], [state('a', {})]);
    expect(await names(store)).toEqual([]);
    expect(await knex('fleet_targets')).toEqual([]);
  });

  it('makes the rows of targets that an earlier release wrote', async () => {
    const { write, index, store } = await empty();
    await index.replace([record('web', 'app=web')]);
    await write(
      Array.from({ length: 150 }, (_, i) => state(`a${i}`, { app: 'web' })),
    );
    await knex('target_entities').delete();
    await knex('fleet_targets').delete();
    expect(await backfillFleet(knex)).toBe(150);
    expect(await backfillFleet(knex)).toBe(0);
    expect(await names(store)).toHaveLength(150);
    await knex('fleet_targets').update({ format: FLEET_FORMAT - 1 });
    expect(await backfillFleet(knex)).toBe(150);
  });

  it('refuses a cursor of other filters, of another order, or none at all', async () => {
    const { write, index, store } = await empty();
    await index.replace([record('web', 'app')]);
    await write([state('a', { app: '1' }), state('b', { app: '2' })]);
    const paging = { sort: 'name', order: 'asc', limit: 1 } as const;
    const { nextCursor } = await store.page(ALL, NO_FILTER, paging);
    const cursor = nextCursor!;
    const other = (
      filter: Partial<FleetFilter>,
      more: Partial<{ sort: FleetSort; order: 'asc' | 'desc'; cursor: string }>,
    ) =>
      store.page(
        ALL,
        { ...NO_FILTER, ...filter },
        { ...paging, cursor, ...more },
      );
    await expect(other({}, {})).resolves.toMatchObject({ nextCursor: null });
    for (const refused of [
      other({ attention: true }, {}),
      other({}, { sort: 'cluster' }),
      other({}, { order: 'desc' }),
      other({}, { cursor: "x' or 1=1" }),
      other({}, { cursor: '' }),
      other({}, { cursor: Buffer.from('["",[1]]').toString('base64url') }),
    ]) {
      await expect(refused).rejects.toBeInstanceOf(InputError);
    }
  });

  it('visits each row that stays exactly once while others come and go', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SORTS),
        fc.constantFrom('asc' as const, 'desc' as const),
        fc.integer({ min: 1, max: 7 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1 }),
        fc.array(
          fc.record({
            come: fc.array(fc.integer({ min: 41, max: 80 })),
            go: fc.array(fc.integer({ min: 41, max: 80 })),
          }),
          { maxLength: 4 },
        ),
        async (sort, order, limit, staying, turns) => {
          const { write, index, store } = await empty();
          await index.replace([record('web', 'app')]);
          const one = (n: number) =>
            state(
              `n${n % 10}-${n}`,
              { app: String(n) },
              { phase: PHASES[n % PHASES.length] },
            );
          for (const some of [staying.slice(0, 9), staying.slice(9)]) {
            await write(some.map(one));
          }
          const seen: string[] = [];
          let cursor: string | undefined;
          for (let turn = 0; ; turn++) {
            const page = await store.page(ALL, NO_FILTER, {
              sort,
              order,
              limit,
              cursor,
            });
            seen.push(...page.rows.map(({ id: row }) => row));
            if (page.nextCursor === null) {
              break;
            }
            cursor = page.nextCursor;
            const { come = [], go = [] } = turns[turn] ?? {};
            await write([...new Set(come)].map(one), go.map(one));
          }
          expect(new Set(seen).size).toBe(seen.length);
          const ids = staying.map(n => targetId(one(n)));
          expect(ids.filter(stays => seen.includes(stays))).toEqual(ids);
        },
      ),
      { numRuns: id.startsWith('SQLITE') ? 40 : 15 },
    );
  });

  it('filters and counts as one would in memory', async () => {
    const { write, index, store } = await empty();
    const systems = ['system:default/s0', 'system:default/s1'];
    await index.replace(
      [0, 1, 2].map(n =>
        record(`e${n}`, `app=${n}`, {
          owners: [`group:default/g${n % 2}`],
          system: systems[n % 2],
        }),
      ),
    );
    const all = Array.from({ length: 60 }, (_, n) =>
      state(
        `web${n}_%`,
        { app: String(n % 4) },
        {
          namespace: `ns${n % 3}`,
          phase: PHASES[n % 5],
          engine: n % 2 ? 'flagger' : 'fake',
        },
      ),
    );
    await write(all);
    const some = <T>(...values: T[]) =>
      fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }));
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          phases: some(...PHASES),
          engines: some('fake', 'flagger'),
          namespaces: some('ns0', 'ns1', 'ns2'),
          owners: some('group:default/g0', 'group:default/g1'),
          systems: some(...systems),
          text: fc.constantFrom(null, '1', 'web2_', '_%', 'ns2', 'e1', '%e'),
          image: fc.constantFrom(null, '1.2.3', 'web1', '_rc', 'x_rc'),
          attention: fc.boolean(),
        }),
        async given => {
          const within = <T>(values: T[] | null, value: T) =>
            values === null || values.includes(value);
          const wanted = all.filter(one => {
            const app = Number(one.labels.app);
            const text = given.text ?? '';
            return (
              app < 3 &&
              within(given.phases, one.phase) &&
              within(given.engines, one.engine) &&
              within(given.namespaces, one.namespace) &&
              within(given.owners, `group:default/g${app % 2}`) &&
              within(given.systems, systems[app % 2]) &&
              [one.name, one.namespace, `e${app}`, `the e${app}`].some(word =>
                word.includes(text),
              ) &&
              one.revisions[0].images[0].includes(given.image ?? '') &&
              (!given.attention || one.phase === 'degraded')
            );
          });
          const filter = { ...NO_FILTER, ...given };
          expect((await names(store, given)).sort()).toEqual(
            wanted.map(({ name }) => name).sort(),
          );
          const counts = await store.counts(ALL, filter);
          const total = counts
            .filter(
              ({ phase, engine }) =>
                within(given.phases, phase) && within(given.engines, engine),
            )
            .reduce((sum, { count }) => sum + count, 0);
          expect(total).toBe(wanted.length);
        },
      ),
      { numRuns: id.startsWith('SQLITE') ? 80 : 25 },
    );
  });
});
