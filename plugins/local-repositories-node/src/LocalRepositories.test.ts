import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { LocalRepositories } from './LocalRepositories';

describe('LocalRepositories', () => {
  const data = createMockDirectory();
  const source = createMockDirectory();
  const author = { name: 'Portal', email: 'portal@example.com' };

  const setUp = () => {
    data.clear();
    source.setContent({
      'README.md': '# 안녕',
      'src/index.ts': 'export {};',
      '.github/workflows/ci.yml': 'on: push',
    });
    return new LocalRepositories(join(data.path, 'repositories'));
  };
  const create = (repositories: LocalRepositories, name = 'web') =>
    repositories.create({
      name,
      sourceDirectory: source.path,
      defaultBranch: 'main',
      message: 'Create from template',
      author,
    });

  it('makes a repository that ordinary git can clone and push to', async () => {
    const repositories = setUp();
    const sha = await create(repositories);

    const clone = join(data.path, 'clone');
    const git = (...args: string[]) =>
      execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' });
    git('clone', '-q', repositories.pathOf('web'), clone);
    expect(git('-C', clone, 'rev-parse', 'HEAD').trim()).toBe(sha);
    expect(git('-C', clone, 'ls-files').trim().split('\n')).toEqual([
      '.github/workflows/ci.yml',
      'README.md',
      'src/index.ts',
    ]);

    writeFileSync(join(clone, 'README.md'), 'changed');
    git(
      ...['-C', clone, '-c', 'user.name=x', '-c', 'user.email=x@example.com'],
      ...['commit', '-qam', 'Change'],
    );
    git('-C', clone, 'push', '-q', 'origin', 'main');
    const head = await repositories.resolve('web', 'main');
    expect(head).not.toBe(sha);
    expect(
      (await repositories.readFile('web', head, 'README.md')).toString(),
    ).toBe('changed');
  });

  it('keeps the source folder free of git files', async () => {
    await create(setUp());
    expect(readdirSync(source.path).sort()).toEqual([
      '.github',
      'README.md',
      'src',
    ]);
  });

  it('refuses a name that is taken and leaves the first one as it was', async () => {
    const repositories = setUp();
    const sha = await create(repositories);
    await expect(create(repositories)).rejects.toThrow(
      "There is a repository 'web' already",
    );
    expect(await repositories.resolve('web', 'main')).toBe(sha);
  });

  it('makes exactly one repository when two are made at once', async () => {
    const repositories = setUp();
    const outcomes = await Promise.allSettled([
      create(repositories),
      create(repositories),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(readdirSync(repositories.directory)).toEqual(['web.git']);
  });

  it('leaves nothing behind when the source cannot be read', async () => {
    const repositories = setUp();
    await expect(
      repositories.create({
        name: 'web',
        sourceDirectory: join(source.path, 'nowhere'),
        defaultBranch: 'main',
        message: 'm',
        author,
      }),
    ).rejects.toThrow();
    expect(readdirSync(repositories.directory)).toEqual([]);
  });

  it.each(['../evil', 'a/b', '/etc', '', 'UPPER', '-x', 'x-', 'a'.repeat(41)])(
    'refuses the name %p before touching the disk',
    async name => {
      const repositories = setUp();
      await expect(create(repositories, name)).rejects.toThrow(
        'cannot name a repository',
      );
      expect(readdirSync(data.path)).toEqual([]);
    },
  );

  it('lists repositories, sorted, and passes over other folders', async () => {
    const repositories = setUp();
    expect(await repositories.list()).toEqual([]);
    await create(repositories, 'zeta');
    await create(repositories, 'alpha');
    mkdirSync(join(repositories.directory, 'Not Ours.git'));
    expect(await repositories.list()).toEqual(['alpha', 'zeta']);
  });

  it('says which repository, branch or file is missing', async () => {
    const repositories = setUp();
    await expect(repositories.resolve('nope', 'main')).rejects.toThrow(
      "There is no repository 'nope'",
    );
    const sha = await create(repositories);
    await expect(repositories.resolve('web', 'other')).rejects.toThrow(
      "no branch, tag or commit 'other'",
    );
    await expect(repositories.readFile('web', sha, 'gone')).rejects.toThrow(
      "has no 'gone'",
    );
  });
});
