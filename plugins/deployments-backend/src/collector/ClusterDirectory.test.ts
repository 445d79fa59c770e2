import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { eventually } from '../__testUtils__/eventually';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { clusterAt } from '../__testUtils__/startPortal';
import type { ClusterAccess } from '../clusters/ClusterAccess';
import { DEFAULT_CLUSTER_CONFIG } from '../clusters/clusterConfig';
import { ClusterDirectory } from './ClusterDirectory';
import type { DirectoryListener } from './ClusterDirectory';

describe('ClusterDirectory', () => {
  let answers: (ClusterDetails[] | Error)[];
  let stop: AbortController;
  let running: Promise<void>;
  let listener: jest.Mocked<DirectoryListener>;
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    stop = new AbortController();
    running = Promise.resolve();
    logger.warn.mockClear();
    listener = {
      added: jest.fn(),
      removed: jest.fn(cluster => cluster.close()),
      refreshed: jest.fn().mockResolvedValue(undefined),
    };
  });

  afterEach(async () => {
    stop.abort();
    await running;
  });

  const access = (): Promise<ClusterAccess> =>
    Promise.resolve({
      clusterSupplier: {
        getClusters: async () => {
          const answer = answers.length > 1 ? answers.shift()! : answers[0];
          if (answer instanceof Error) {
            throw answer;
          }
          return answer;
        },
      },
      authStrategy: {
        getCredential: async () => ({ type: 'anonymous' }),
        validateCluster: () => [],
        presentAuthMetadata: () => ({}),
      },
    });

  const run = (from: Promise<ClusterAccess> = access()) => {
    const directory = new ClusterDirectory({
      access: from,
      configs: new Map([
        ['east', { ...DEFAULT_CLUSTER_CONFIG, title: 'East' }],
        ['mistyped', DEFAULT_CLUSTER_CONFIG],
      ]),
      auth: mockServices.auth(),
      logger,
      clock: new JumpingClock(),
    });
    running = directory.run(listener, stop.signal);
    return directory;
  };
  const names = (directory: ClusterDirectory) =>
    directory.all().map(({ name }) => name);

  const east = clusterAt('east', 'http://east');
  const west = clusterAt('west', 'http://west');

  it('follows clusters that come, go and change', async () => {
    answers = [
      [west, east],
      [west, { ...east, url: 'http://elsewhere' }],
      [{ ...east, url: 'http://elsewhere' }],
    ];
    const directory = run();
    await eventually(() => expect(names(directory)).toEqual(['east']));
    expect(directory.get('east')?.title).toBe('East');
    expect(listener.added.mock.calls.map(([{ name }]) => name).sort()).toEqual([
      'east',
      'east',
      'west',
    ]);
    expect(listener.removed.mock.calls.map(([{ name }]) => name)).toEqual([
      'east',
      'west',
    ]);
    expect(listener.refreshed.mock.calls[0][0].sort()).toEqual([
      'east',
      'west',
    ]);
  });

  it('takes the first of two clusters of one name, and lets it be', async () => {
    answers = [[east, { ...east, url: 'http://second' }]];
    run();
    await eventually(() =>
      expect(listener.refreshed.mock.calls.length).toBeGreaterThan(2),
    );
    expect(listener.added).toHaveBeenCalledTimes(1);
  });

  it('keeps the clusters it knows while the list cannot be read', async () => {
    answers = [[east], new Error('catalog is down')];
    const directory = run();
    await eventually(() =>
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining('list of clusters'),
        expect.objectContaining({ message: 'catalog is down' }),
      ),
    );
    expect(names(directory)).toEqual(['east']);
    expect(listener.removed).not.toHaveBeenCalled();
  });

  it('warns of configuration that belongs to no cluster', async () => {
    answers = [[east]];
    run();
    await eventually(() =>
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('deployments.clusters.mistyped'),
      ),
    );
  });

  it('warns when nobody hands the clusters over, and can still be stopped', async () => {
    run(new Promise(() => undefined));
    await eventually(() =>
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('kubernetesModuleDeployments'),
      ),
    );
    stop.abort();
    await running;
    expect(listener.refreshed).not.toHaveBeenCalled();
  });
});
