import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type {
  DeploymentRevision,
  DeploymentRole,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import { FakeGitHub } from '../__testUtils__/FakeGitHub';
import { stateOf } from '../__testUtils__/testStore';
import { GitHubCommitSource } from './GitHubCommitSource';
import { parseRepository } from './repository';
import { RevisionChangesView } from './RevisionChangesView';

const WEB: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web' },
};
const REF = { cluster: 'east', namespace: 'shop', name: 'web', engine: 'fake' };
const REPOSITORY = 'https://git.example.com/heal7/web';
const OLD = 'a'.repeat(40);
const NEW = 'b'.repeat(40);

const revision = (
  role: DeploymentRole,
  commit: string,
  repository = REPOSITORY,
): DeploymentRevision => ({
  ...stateOf('east', 'web').revisions[0],
  role,
  roles: [role],
  hash: `${role}-hash`,
  source: { repository, commit },
});

describe('the changes of a revision', () => {
  let github: FakeGitHub;
  let state: DeploymentState;
  let now: Date;

  beforeEach(async () => {
    github = await FakeGitHub.start();
    now = new Date('2026-11-23T09:00:00Z');
    state = stateOf('east', 'web');
    state.revisions = [revision('canary', NEW), revision('stable', OLD)];
  });

  afterEach(() => github.stop());

  const create = (token?: string) =>
    new RevisionChangesView({
      view: {
        target: async (_, ref) =>
          ref.name === 'web'
            ? { id: 'id', version: 'v', changedAt: '', state }
            : undefined,
      },
      commits: new GitHubCommitSource(
        ScmIntegrations.fromConfig(
          new ConfigReader({
            integrations: {
              github: [
                {
                  host: 'git.example.com',
                  apiBaseUrl: github.url,
                  ...(token && { token }),
                },
              ],
            },
          }),
        ),
        new AbortController().signal,
      ),
      clock: { now: () => now },
    });

  it('are its commits, the newest first, with pull requests and links of ours', async () => {
    github.messages = [
      'Add a page (#41)\n\nwith a body',
      'Merge pull request #42 from heal7/x',
      'Mend <b>it</b>',
    ];
    const changes = await create('secret').of(WEB, REF);
    expect(changes).toMatchObject({
      from: OLD,
      to: NEW,
      repository: REPOSITORY,
      compareUrl: `${REPOSITORY}/compare/${OLD}...${NEW}`,
      totalCommits: 3,
      unavailable: null,
    });
    expect(
      changes.commits.map(({ title, author, pullRequest }) => [
        title,
        author,
        pullRequest,
      ]),
    ).toEqual([
      ['Mend <b>it</b>', 'octocat', null],
      ['Merge pull request #42 from heal7/x', 'Author', 42],
      ['Add a page (#41)', 'octocat', 41],
    ]);
    expect(changes.commits[2].url).toBe(
      `${REPOSITORY}/commit/${'1'.padStart(40, '0')}`,
    );
    expect(github.requests).toHaveLength(1);
    expect(github.requests[0].url).toContain(
      `/repos/heal7/web/compare/${OLD}...${NEW}?`,
    );
    expect(github.requests[0].headers.authorization).toMatch(/secret$/);
  });

  it.each([
    [50, 1],
    [51, 2],
    [100, 2],
    [237, 3],
  ])('are the newest 50 of %p, in %p requests', async (count, requests) => {
    github.messages = Array.from({ length: count }, (_, i) => `commit ${i}`);
    const { commits, totalCommits } = await create().of(WEB, REF);
    expect(totalCommits).toBe(count);
    expect(commits.map(({ title }) => title)).toEqual(
      github.messages.slice(-50).reverse(),
    );
    expect(github.requests).toHaveLength(requests);
    expect(github.requests[0].headers.authorization).toBeUndefined();
  });

  it('are asked for once, however many look', async () => {
    const view = create();
    await Promise.all([view.of(WEB, REF), view.of(WEB, REF)]);
    expect(github.requests).toHaveLength(1);
    now = new Date(now.getTime() + 11 * 60_000);
    await view.of(WEB, REF);
    expect(github.requests).toHaveLength(2);
  });

  it.each([
    [404, '{"message":"Not Found"}', 'answers 404'],
    [200, '<html>', 'none of its API'],
    [200, '{"total_commits":1,"commits":[{"sha":"x"}]}', 'none of its API'],
  ])('are unavailable when the host says %p %j', async (status, body, why) => {
    github.broken = { status, body };
    expect(await create().of(WEB, REF)).toMatchObject({
      commits: [],
      compareUrl: expect.stringContaining('/compare/'),
      unavailable: { code: 'no-answer', message: expect.stringContaining(why) },
    });
  });

  it('do not follow the host to another one', async () => {
    const other = await FakeGitHub.start();
    github.broken = { status: 302, body: '', location: other.url };
    const { unavailable } = await create('secret').of(WEB, REF);
    expect(unavailable?.code).toBe('no-answer');
    expect(other.requests).toEqual([]);
    await other.stop();
  });

  it.each([
    ['no-rollout', () => [revision('stable', OLD)]],
    ['no-source', () => [revision('canary', NEW), revision('stable', '')]],
    [
      'no-source',
      () => [revision('canary', '../../user'), revision('stable', OLD)],
    ],
    [
      'no-integration',
      () => [
        revision('canary', NEW, 'https://internal.example.com/a/b'),
        revision('stable', OLD),
      ],
    ],
    [
      'no-integration',
      () => [
        revision('canary', NEW, 'http://git.example.com/heal7/web'),
        revision('stable', OLD),
      ],
    ],
  ])(
    'are unavailable for the reason %s, and nobody is asked',
    async (code, revisions) => {
      state.revisions = revisions();
      const changes = await create().of(WEB, REF);
      expect(changes.unavailable?.code).toBe(code);
      expect(changes.commits).toEqual([]);
      expect(github.requests).toEqual([]);
    },
  );

  it('are those of targets of the entity only', async () => {
    await expect(create().of(WEB, { ...REF, name: 'x' })).rejects.toThrow(
      'has no rollout',
    );
  });
});

describe('parseRepository', () => {
  it.each(['', '/', '.git', '.git/'])('reads one that ends in %j', end => {
    expect(parseRepository(`${REPOSITORY}${end}`)?.url).toBe(REPOSITORY);
  });

  it.each([
    'git@git.example.com:heal7/web',
    'http://git.example.com/heal7/web',
    'https://user:pass@git.example.com/heal7/web',
    'https://git.example.com/heal7',
    'https://git.example.com/heal7/..%2f..',
    'https://git.example.com/heal7/web/tree/main',
    'https://git.example.com/heal7/web?x=1',
    'https://git.example.com/.../...',
    'file:///etc/passwd',
    '',
  ])('refuses %j', text => {
    expect(parseRepository(text)).toBeNull();
  });
});
