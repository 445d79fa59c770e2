import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import { eventually } from '../__testUtils__/eventually';
import { FakeApiServer } from '../__testUtils__/FakeApiServer';
import {
  fakeSource,
  PODS,
  rollout,
  ROLLOUTS,
} from '../__testUtils__/fakeSource';
import { clusterAt } from '../__testUtils__/startPortal';
import { stateOf, testDatabase } from '../__testUtils__/testStore';
import type { ClusterConfig } from '../clusters/clusterConfig';
import { DEFAULT_CLUSTER_CONFIG } from '../clusters/clusterConfig';
import { systemClock } from '../lib/Clock';
import { KnexClusterStatusStore } from '../store/KnexClusterStatusStore';
import { KnexLeaseStore } from '../store/KnexLeaseStore';
import { KnexTargetStore } from '../store/KnexTargetStore';
import { ClusterDirectory } from './ClusterDirectory';
import { WatchFleet } from './WatchFleet';

jest.setTimeout(60_000);

const EVERYTHING: EntitySelector = {
  labels: [],
  cluster: null,
  namespace: null,
  names: null,
};
const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('WatchFleet on %s', id => {
  const stops: (() => Promise<void>)[] = [];
  let server: FakeApiServer;

  beforeEach(async () => {
    server = await FakeApiServer.start(ROLLOUTS, PODS);
  });

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
    await server.stop();
  });

  async function database() {
    const knex = await testDatabase(databases, id);
    return {
      targets: new KnexTargetStore(knex),
      statuses: new KnexClusterStatusStore(knex),
      leases: new KnexLeaseStore(knex),
    };
  }

  function replica(
    stores: Awaited<ReturnType<typeof database>>,
    options: {
      clusters?: ClusterDetails[];
      config?: Partial<ClusterConfig>;
    } = {},
  ) {
    const logger = mockServices.logger.mock();
    const listener = {
      targetsChanged: jest.fn().mockResolvedValue(undefined),
      clusterChanged: jest.fn().mockResolvedValue(undefined),
    };
    // Waits are cut short, so that a replica asks for a lease all the time.
    const clock = {
      ...systemClock,
      sleep: (ms: number, signal?: AbortSignal) =>
        systemClock.sleep(ms / 100, signal),
    };
    const directory = new ClusterDirectory({
      access: Promise.resolve({
        clusterSupplier: {
          getClusters: async () =>
            options.clusters ?? [clusterAt('east', server.url)],
        },
        authStrategy: {
          getCredential: async () => ({ type: 'anonymous' as const }),
          validateCluster: () => [],
          presentAuthMetadata: () => ({}),
        },
      }),
      configs: new Map([
        ['east', { ...DEFAULT_CLUSTER_CONFIG, ...options.config }],
      ]),
      auth: mockServices.auth(),
      logger,
      clock,
    });
    const fleet = new WatchFleet({
      ...stores,
      directory,
      sources: [fakeSource],
      listener,
      clock,
      logger,
      alone: false,
    });
    fleet.start();
    const stop = () => fleet.stop();
    stops.push(stop);
    return { stop, listener, logger, directory };
  }

  const names = async ({ targets }: { targets: KnexTargetStore }) =>
    (await targets.select(EVERYTHING)).map(({ state }) => state.name);

  it('lets one of two replicas watch, and the other take over', async () => {
    const stores = await database();
    server.apply(ROLLOUTS, rollout('web'));
    const first = replica(stores);
    await eventually(async () => expect(await names(stores)).toEqual(['web']));
    const second = replica(stores);
    await eventually(() => expect(second.directory.all()).toHaveLength(1));
    expect(server.watching(ROLLOUTS)).toBe(1);
    await first.stop();
    await eventually(() => expect(server.watching(ROLLOUTS)).toBe(1));
    server.apply(ROLLOUTS, rollout('api'));
    await eventually(async () =>
      expect(await names(stores)).toEqual(['api', 'web']),
    );
    expect(second.listener.targetsChanged).toHaveBeenCalled();
  });

  it('tells nothing when what it finds is what is stored', async () => {
    const stores = await database();
    server.apply(ROLLOUTS, rollout('web'));
    const first = replica(stores);
    await eventually(async () => expect(await names(stores)).toEqual(['web']));
    await first.stop();
    const second = replica(stores);
    await eventually(async () =>
      expect((await stores.statuses.get('east'))?.condition).toBe('watching'),
    );
    expect(second.listener.targetsChanged).not.toHaveBeenCalled();
  });

  it('removes rollouts deleted while nobody watched, and clusters no longer known', async () => {
    const stores = await database();
    for (const cluster of ['east', 'gone']) {
      const lease = (await stores.leases.acquire(cluster, 'before', {
        now: new Date(),
        ttlMs: 15_000,
      }))!;
      await stores.targets.write(
        lease,
        { puts: [stateOf(cluster, 'old')], removals: [] },
        new Date(),
      );
      await stores.leases.release(lease);
    }
    server.apply(ROLLOUTS, rollout('web'));
    replica(stores);
    await eventually(async () => expect(await names(stores)).toEqual(['web']));
  });

  it('keeps the rows of a cluster that cannot be reached at the start', async () => {
    const stores = await database();
    const lease = (await stores.leases.acquire('east', 'before', {
      now: new Date(),
      ttlMs: 15_000,
    }))!;
    await stores.targets.write(
      lease,
      { puts: [stateOf('east', 'old')], removals: [] },
      new Date(),
    );
    await stores.leases.release(lease);
    replica(stores, { clusters: [clusterAt('east', 'http://127.0.0.1:9')] });
    await eventually(async () =>
      expect((await stores.statuses.get('east'))?.condition).toBe(
        'unreachable',
      ),
    );
    expect(await names(stores)).toEqual(['old']);
  });

  it('watches the configured namespaces only', async () => {
    const stores = await database();
    server.apply(ROLLOUTS, rollout('web'));
    replica(stores, { config: { namespaces: ['shop', 'desk'] } });
    await eventually(async () => expect(await names(stores)).toEqual(['web']));
    // On a slow machine the server is probed more than once.
    const elsewhere = server.requests
      .map(({ path }) => path)
      .filter(path => !/\/namespaces\/(shop|desk)\//.test(path));
    expect(new Set(elsewhere)).toEqual(new Set(['/version']));
  });

  it('reports a kind that may not be read and shows the rest', async () => {
    const stores = await database();
    server.apply(ROLLOUTS, rollout('web'));
    server.intercept = ({ path }, response) =>
      path === PODS && FakeApiServer.status(response, 403, 'pods is forbidden');
    replica(stores);
    await eventually(async () =>
      expect(await stores.statuses.get('east')).toMatchObject({
        condition: 'watching',
        problems: [{ kind: 'pods', message: expect.stringContaining('(403)') }],
      }),
    );
    expect(await names(stores)).toEqual(['web']);
  });

  it('writes again what a failing database did not take', async () => {
    const stores = await database();
    server.apply(ROLLOUTS, rollout('web'));
    const write = jest
      .spyOn(stores.targets, 'write')
      .mockRejectedValueOnce(new Error('disk is full'));
    const { logger } = replica(stores);
    await eventually(async () => expect(await names(stores)).toEqual(['web']));
    expect(write.mock.calls.length).toBeGreaterThan(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining("cluster 'east'"),
      expect.objectContaining({ message: 'disk is full' }),
    );
  });
});
