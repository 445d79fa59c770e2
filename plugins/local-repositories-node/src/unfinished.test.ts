import { mkdirSync, readdirSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { UnfinishedFolders } from './unfinished';

/** Above what Linux gives out. */
const NO_PROCESS = 2 ** 22 + 1;

describe('UnfinishedFolders', () => {
  const directory = createMockDirectory();
  beforeEach(() => directory.clear());

  it('leaves no folder behind, also when building fails', async () => {
    const folders = new UnfinishedFolders(directory.path);
    await expect(
      folders.use(async folder => {
        mkdirSync(folder);
        throw new Error('disk full');
      }),
    ).rejects.toThrow('disk full');
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it('removes what a process that is gone was building', async () => {
    directory.setContent({
      [`.creating-${NO_PROCESS}-1a`]: { HEAD: 'x' },
      [`.creating-${process.pid}-2b`]: { HEAD: 'x' },
      [`.creating-${process.ppid}-3c`]: { HEAD: 'x' },
      '.creating-mine': { HEAD: 'x' },
      'web.git': { HEAD: 'x' },
    });
    const folders = new UnfinishedFolders(directory.path);
    await folders.use(async folder => {
      mkdirSync(folder);
      await folders.sweep();
      expect(readdirSync(directory.path)).toHaveLength(4);
    });
    expect(readdirSync(directory.path)).toEqual([
      `.creating-${process.ppid}-3c`,
      '.creating-mine',
      'web.git',
    ]);
  });
});
