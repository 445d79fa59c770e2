import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import type {
  ClusterStatus,
  DeploymentState,
  TargetAccess,
} from '@heal7/backstage-plugin-deployments-common';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { looking } from '../__testUtils__/rolloutStates';
import { testDatabase } from '../__testUtils__/testStore';
import { MIGRATIONS_DIRECTORY } from '../store/migrate';
import { KnexWaveStore } from './KnexWaveStore';
import { eventOf } from './RecordedPlan';
import { planOf } from './startPlan';
import { WaveRunner } from './WaveRunner';

jest.setTimeout(60_000);
const databases = TestDatabases.create();
const ENTITY = 'component:default/web';

const waiting = (cluster: string, at = 0): DeploymentState => {
  const state = looking({
    cluster,
    newest: 'b',
    stable: at === 1 ? 'b' : 'a',
    waits: at === 0,
    step: at,
  });
  return {
    ...state,
    actions: [{ action: 'promote', refusal: null, editsSpec: false }],
    basis: { ...state.basis, stepIndex: at },
  };
};

const refOf = ({ cluster, namespace, name, engine }: DeploymentState) => ({
  cluster,
  namespace,
  name,
  engine,
});

function aPlan(entityRef = ENTITY) {
  return planOf(
    {
      action: 'promote',
      reason: 'ready',
      waves: ['east', 'west'].map(cluster => ({
        targets: [
          { target: refOf(waiting(cluster)), basis: waiting(cluster).basis },
        ],
        healthyFor: { seconds: 4 },
      })),
    },
    {
      entityRef,
      actor: 'user:default/a',
      now: new JumpingClock().now(),
      maxAgeMs: 3_600_000,
      stateOf: ({ cluster }) => ({
        state: waiting(cluster),
        environment: 'production',
      }),
    },
  );
}

describe.each(databases.eachSupportedId())('wave plans on %s', id => {
  async function open() {
    const knex = await testDatabase(databases, id);
    const clock = new JumpingClock();
    const at = new Map([
      ['east', 0],
      ['west', 0],
    ]);
    const access: TargetAccess = {
      allowed: ['promote'],
      denial: null,
      freeze: null,
      reasonRequired: true,
      logs: false,
    };
    const world = { at, access, killed: null as string | null, gone: false };
    const acts: string[] = [];
    const store = new KnexWaveStore(knex);
    /** A portal that was just started. */
    const portal = () =>
      new WaveRunner({
        store: new KnexWaveStore(knex),
        clock,
        targets: {
          get: async ({ cluster }) => ({
            id: cluster,
            version: '',
            changedAt: '',
            state: waiting(cluster, at.get(cluster)),
          }),
        },
        statuses: async () =>
          ['east', 'west'].map(
            name => ({ name, condition: 'watching' } as ClusterStatus),
          ),
        view: {
          target: async (_entity, { cluster }) => ({
            id: cluster,
            version: '',
            changedAt: '',
            state: waiting(cluster, at.get(cluster)),
          }),
        },
        directory: { get: name => ({ name } as never) },
        authorizer: {
          standingDecisions: async () => ({} as never),
          accessOf: () => world.access,
        },
        recorded: {
          carryOut: async (_entity, body, origin, admitted) => {
            if (world.killed === 'before the act') {
              world.gone = true;
              return new Promise(() => {});
            }
            const cluster = await admitted();
            const step = at.get(cluster.name)!;
            const result =
              step === body.basis.stepIndex
                ? { outcome: 'done' as const }
                : { outcome: 'conflict' as const, fields: ['stepIndex'] };
            if (result.outcome === 'done') {
              acts.push(`${cluster.name} ${origin.actor} ${body.reason}`);
              at.set(cluster.name, step + 1);
            }
            if (world.killed === 'after the act') {
              world.gone = true;
              return new Promise(() => {});
            }
            return { result } as never;
          },
        },
        catalog: {
          getEntityByRef: async () => ({
            apiVersion: 'a',
            kind: 'Component',
            metadata: { name: 'web' },
          }),
        },
        auth: mockServices.auth(),
        listener: { targetsChanged: async () => {} },
        logger: mockServices.logger.mock(),
      });
    const plan = aPlan();
    await store.add(plan, [eventOf(clock.now(), 'started')], clock.now());
    const kept = async () => (await store.get(ENTITY, plan.id))!.plan;
    const looks = async (runner: WaveRunner, count: number) => {
      for (let i = 0; i < count; i++) {
        clock.advance(2_000);
        await runner.lookAtNext();
      }
    };
    return { knex, clock, store, portal, plan, kept, looks, acts, world };
  }

  it('carries a plan out to its end and keeps its story', async () => {
    const { portal, plan, kept, looks, acts, store } = await open();
    await looks(portal(), 12);
    expect(acts).toEqual([
      'east user:default/a ready',
      'west user:default/a ready',
    ]);
    expect(await kept()).toMatchObject({ status: 'done', hold: null });
    const events = await store.events(plan.id, 500);
    expect(events.map(({ kind }) => kind)).toEqual([
      ...['started', 'acting', 'acted', 'target-healthy', 'wave-healthy'],
      ...['wave-ended', 'wave-began', 'acting', 'acted', 'target-healthy'],
      ...['wave-healthy', 'wave-ended', 'done'],
    ]);
    expect(await portal().lookAtNext()).toBe(false);
  });

  it.each(['before the act', 'after the act'])(
    'goes on after it was killed %s, and acts once',
    async killed => {
      const { portal, kept, looks, acts, clock, world } = await open();
      world.killed = killed;
      void portal().lookAtNext();
      while (!world.gone) {
        await new Promise(resolve => setImmediate(resolve));
      }
      world.killed = null;
      const next = portal();
      expect(await next.lookAtNext()).toBe(false);
      clock.advance(60_000);
      await looks(next, 14);
      expect(acts).toHaveLength(2);
      expect(await kept()).toMatchObject({ status: 'done' });
    },
  );

  it('lets one of several replicas drive it', async () => {
    const { portal, acts, clock } = await open();
    clock.advance(2_000);
    const driven = await Promise.all(
      [portal(), portal(), portal()].map(one => one.lookAtNext()),
    );
    expect(driven.filter(Boolean)).toHaveLength(1);
    expect(acts).toHaveLength(1);
  });

  it('stops where a freeze holds, or the right was lost', async () => {
    for (const [denial, code] of [
      ['frozen', 'frozen'],
      ['not-claimed', 'not-permitted'],
    ] as const) {
      const { portal, kept, looks, acts, world } = await open();
      world.access = { ...world.access, allowed: [], denial };
      await looks(portal(), 3);
      expect(await kept()).toMatchObject({ status: 'stopped', stop: { code } });
      expect(acts).toEqual([]);
    }
  });

  it('does nothing more once it is cancelled', async () => {
    const { portal, plan, kept, looks, acts, store, clock } = await open();
    await looks(portal(), 1);
    const before = (await store.get(ENTITY, plan.id))!;
    const cancelled = { ...before.plan, status: 'cancelled' as const };
    const change = { plan: cancelled, events: [], dueAt: clock.now() };
    expect(await store.save(before, change)).toBeDefined();
    expect(await store.save(before, change)).toBeUndefined();
    await looks(portal(), 10);
    expect(acts).toHaveLength(1);
    expect((await kept()).status).toBe('cancelled');
  });

  it('has one running plan of an entity, and forgets ended ones in time', async () => {
    const { store, plan, clock, knex } = await open();
    const add = (another = aPlan()) =>
      store.add(another, [eventOf(clock.now(), 'started')], clock.now());
    await expect(add()).rejects.toThrow(ConflictError);
    await expect(add()).rejects.toThrow(plan.id);
    await add(aPlan('component:default/other'));
    const kept = (await store.get(ENTITY, plan.id))!;
    await store.save(kept, {
      plan: { ...kept.plan, status: 'done' },
      events: [],
      dueAt: clock.now(),
    });
    await add();
    expect(await store.list(ENTITY, 20)).toHaveLength(2);
    await store.prune(new Date(clock.now().getTime() + 1));
    expect(await store.get(ENTITY, plan.id)).toBeUndefined();
    expect(await store.list(ENTITY, 20)).toHaveLength(1);
    expect(await knex('wave_events')).toHaveLength(2);
  });

  it('20261127000000_waves goes up and down over rows', async () => {
    const { knex } = await open();
    const act = {
      target_id: 'a'.repeat(64),
      cluster: 'east',
      namespace: 'shop',
      name: 'web',
      engine: 'fake',
      entity_ref: ENTITY,
      action: 'promote',
      actor: 'user:default/a',
      reason: '',
      outcome: 'done',
      message: '',
      revision_hash: 'b',
      at: '2026-11-23T09:00:00.000Z',
    };
    await knex('acts').insert({ ...act, via: 'wave-plan:x' });
    const migration = {
      directory: MIGRATIONS_DIRECTORY,
      name: '20261127000000_waves.js',
    };
    await knex.migrate.down(migration as object);
    expect(await knex.schema.hasTable('wave_plans')).toBe(false);
    expect(await knex.schema.hasTable('wave_events')).toBe(false);
    expect(await knex('acts').first()).not.toHaveProperty('via');
    await knex.migrate.up(migration as object);
    expect((await knex('acts').first()).via).toBeNull();
    expect(await knex('acts').pluck('actor')).toEqual(['user:default/a']);
  });
});
