import {
  mkdir,
  mkdtemp,
  readdir,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderPreparer } from './FolderPreparer';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'platform' },
};

describe('FolderPreparer', () => {
  let folder: string;
  const made: string[] = [];
  const prepare = async (etag?: string, innerEtag = '') => {
    const preparer = new FolderPreparer({
      shouldCleanPreparedDirectory: () => false,
      prepare: async () => ({ preparedDir: folder, etag: innerEtag }),
    });
    const prepared = await preparer.prepare(entity, { etag });
    if (prepared.preparedDir !== folder) made.push(prepared.preparedDir);
    return prepared;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'site-'));
    await mkdir(join(folder, 'docs/images'), { recursive: true });
    await writeFile(join(folder, 'mkdocs.yml'), 'site_name: x\n');
    await writeFile(join(folder, 'docs/index.md'), '# x\n');
    await symlink('/', join(folder, 'outside'));
  });
  afterEach(async () => {
    for (const path of [folder, ...made.splice(0)]) {
      await rm(path, { recursive: true });
    }
  });

  it('copies mkdocs.yml and the pages, and nothing beside them', async () => {
    const { preparedDir } = await prepare();
    expect((await readdir(preparedDir)).sort()).toEqual(['docs', 'mkdocs.yml']);
    expect(await readdir(join(preparedDir, 'docs'))).toContain('index.md');
  });

  it('does not prepare again what has not changed', async () => {
    const { etag } = await prepare();
    await expect(prepare(etag)).rejects.toThrow(
      expect.objectContaining({ name: 'NotModifiedError' }),
    );
    await writeFile(join(folder, 'docs/index.md'), '# y\n');
    expect((await prepare(etag)).etag).not.toBe(etag);
  });

  it('follows docs_dir, but not out of the folder', async () => {
    await writeFile(join(folder, 'mkdocs.yml'), "docs_dir: 'docs/images'\n");
    const { preparedDir } = await prepare();
    expect(await readdir(join(preparedDir, 'docs/images'))).toEqual([]);
    await writeFile(join(folder, 'mkdocs.yml'), 'docs_dir: ../elsewhere\n');
    await expect(prepare()).rejects.toThrow(/outside/);
  });

  it('says what is missing', async () => {
    await rm(join(folder, 'mkdocs.yml'));
    await expect(prepare()).rejects.toThrow(/has no mkdocs.yml; add one/);
  });

  it('passes on what was read by URL', async () => {
    expect(await prepare(undefined, 'sha')).toEqual({
      preparedDir: folder,
      etag: 'sha',
    });
  });
});
