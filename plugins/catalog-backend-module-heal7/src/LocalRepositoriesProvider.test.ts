import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  LocalRepositories,
  RepositoryAddress,
} from '@heal7/backstage-plugin-local-repositories-node';
import { mkdirSync } from 'node:fs';
import { LocalRepositoriesProvider } from './LocalRepositoriesProvider';

const base = 'http://localhost:7007/api/local-repositories';
const urlOf = (name: string) => `${base}/${name}/blob/main/catalog-info.yaml`;

describe('LocalRepositoriesProvider', () => {
  const data = createMockDirectory();
  const source = createMockDirectory();

  const setUp = async () => {
    data.clear();
    const repositories = new LocalRepositories(data.path);
    const provider = new LocalRepositoriesProvider({
      repositories,
      address: new RepositoryAddress(base),
      logger: mockServices.logger.mock(),
    });
    const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
    await provider.connect(connection);
    const targets = () =>
      connection.applyMutation.mock.lastCall?.[0].entities.map(
        (deferred: { entity: { spec: { target: string } } }) =>
          deferred.entity.spec.target,
      );
    const publish = (name: string, files: Record<string, string>) => {
      source.setContent(files);
      return repositories.create({
        name,
        sourceDirectory: source.path,
        defaultBranch: 'main',
        message: 'm',
        author: { name: 'x', email: 'x@example.com' },
      });
    };
    return { repositories, provider, connection, targets, publish };
  };

  it('catalogs repositories as they come and go', async () => {
    const { repositories, provider, targets, publish } = await setUp();
    await publish('web', { 'catalog-info.yaml': 'kind: Component' });
    await publish('notes', { 'README.md': 'no component' });
    await provider.update();
    expect(targets()).toEqual([urlOf('web')]);

    await publish('api', { 'catalog-info.yaml': 'kind: Component' });
    await provider.update();
    expect(targets()).toEqual([urlOf('api'), urlOf('web')]);

    await repositories.remove('web');
    await provider.update();
    expect(targets()).toEqual([urlOf('api')]);
  });

  it('empties the catalog when the last repository is gone', async () => {
    const { repositories, provider, targets, publish } = await setUp();
    await publish('web', { 'catalog-info.yaml': 'kind: Component' });
    await provider.update();
    await repositories.remove('web');
    await provider.update();
    expect(targets()).toEqual([]);
  });

  it('refreshes what was pushed to, and writes nothing otherwise', async () => {
    const { repositories, provider, connection, publish } = await setUp();
    await publish('web', { 'catalog-info.yaml': 'kind: Component' });
    await provider.update();
    await provider.update();
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
    expect(connection.refresh).not.toHaveBeenCalled();

    await repositories.remove('web');
    await publish('web', { 'catalog-info.yaml': 'kind: System' });
    await provider.update();
    expect(connection.refresh).toHaveBeenCalledWith({
      keys: [`url:${urlOf('web')}`],
    });
  });

  it('passes over a broken repository', async () => {
    const { provider, targets, publish } = await setUp();
    mkdirSync(join(data.path, 'broken.git'), { recursive: true });
    await publish('web', { 'catalog-info.yaml': 'kind: Component' });
    await provider.update();
    expect(targets()).toEqual([urlOf('web')]);
  });
});
