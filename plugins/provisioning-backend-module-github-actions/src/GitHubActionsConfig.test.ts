import { ConfigReader } from '@backstage/config';
import { readGitHubActionsConfig } from './GitHubActionsConfig';

const read = (githubActions: object) =>
  readGitHubActionsConfig(
    new ConfigReader({
      provisioning: {
        githubActions: {
          repository: 'https://github.com/heal7/infrastructure',
          sealKey: 'x'.repeat(32),
          ...githubActions,
        },
      },
    }),
  );

describe('readGitHubActionsConfig', () => {
  it('is not there when it is not configured', () => {
    expect(readGitHubActionsConfig(new ConfigReader({}))).toBeUndefined();
  });

  it.each([
    'https://github.com/heal7/infrastructure',
    'https://github.com/heal7/infrastructure.git',
    'https://github.com/heal7/infrastructure/',
  ])('reads %s', repository => {
    expect(read({ repository })).toMatchObject({
      owner: 'heal7',
      repo: 'infrastructure',
      workflow: 'stack.yml',
      ref: 'main',
    });
  });

  it.each([
    [{ repository: 'heal7/infrastructure' }, 'repository'],
    [{ repository: 'https://github.com/heal7/a/tree/main' }, 'repository'],
    [{ sealKey: 'short' }, 'sealKey'],
    [{ pollSeconds: 0 }, 'pollSeconds'],
  ])('refuses %o by its key', (change, key) => {
    expect(() => read(change)).toThrow(key);
  });
});
