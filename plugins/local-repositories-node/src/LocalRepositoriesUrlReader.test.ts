import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { LocalRepositories } from './LocalRepositories';
import { LocalRepositoriesUrlReader } from './LocalRepositoriesUrlReader';
import { RepositoryAddress } from './RepositoryAddress';

describe('LocalRepositoriesUrlReader.search', () => {
  const base = 'http://localhost:7007/api/local-repositories';
  const file = `${base}/web/blob/main/catalog-info.yaml`;
  const data = createMockDirectory();
  const source = createMockDirectory();

  const setUp = async () => {
    data.clear();
    source.setContent({ 'catalog-info.yaml': 'kind: Component' });
    const repositories = new LocalRepositories(join(data.path, 'repositories'));
    const sha = await repositories.create({
      name: 'web',
      sourceDirectory: source.path,
      defaultBranch: 'main',
      message: 'Create from template',
      author: { name: 'Portal', email: 'portal@example.com' },
    });
    const reader = new LocalRepositoriesUrlReader(
      repositories,
      new RepositoryAddress(base),
      {
        fromReadableArray: () => Promise.reject(new Error('not a tree')),
      } as never,
    );
    return { reader, sha };
  };

  it('finds a file by its name, as the catalog reads locations', async () => {
    const { reader, sha } = await setUp();
    const { files, etag } = await reader.search(file);
    expect(etag).toBe(sha);
    expect(files.map(({ url }) => url)).toEqual([file]);
    expect((await files[0].content()).toString()).toBe('kind: Component');
  });

  it('says when nothing has changed', async () => {
    const { reader, sha } = await setUp();
    await expect(reader.search(file, { etag: sha })).rejects.toThrow(
      expect.objectContaining({ name: 'NotModifiedError' }),
    );
  });

  it('matches nothing where there is no such file', async () => {
    const { reader } = await setUp();
    expect(await reader.search(`${base}/web/blob/main/other.yaml`)).toEqual({
      files: [],
      etag: '',
    });
  });

  it('refuses patterns', async () => {
    const { reader } = await setUp();
    await expect(reader.search(`${base}/web/blob/main/*.yaml`)).rejects.toThrow(
      /cannot be searched by pattern/,
    );
  });
});
