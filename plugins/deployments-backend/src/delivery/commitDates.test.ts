import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import { FakeGitHub } from '../__testUtils__/FakeGitHub';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { looking } from '../__testUtils__/rolloutStates';
import { testDatabase } from '../__testUtils__/testStore';
import { GitHubCommitSource } from '../changes/GitHubCommitSource';
import { HistoryRecorder } from '../history/HistoryRecorder';
import { KnexLeaseStore } from '../store/KnexLeaseStore';
import { KnexRolloutStore } from '../store/KnexRolloutStore';
import { KnexTargetStore } from '../store/KnexTargetStore';
import { dateCommits } from './commitDates';
import { figuresOf } from './figures';
import { lastDays } from './period';

jest.setTimeout(60_000);

const databases = TestDatabases.create();
const ANY: EntitySelector = {
  labels: [],
  cluster: null,
  namespace: null,
  names: null,
};
const SHA = 'b'.repeat(40);
const REPOSITORY = 'https://git.example.com/heal7/web';

describe.each(databases.eachSupportedId())('dateCommits on %s', id => {
  let github: FakeGitHub;

  beforeEach(async () => {
    github = await FakeGitHub.start();
  });

  afterEach(() => github.stop());

  async function open() {
    const knex = await testDatabase(databases, id);
    const clock = new JumpingClock();
    const lease = (await new KnexLeaseStore(knex).acquire('east', 'one', {
      now: clock.now(),
      ttlMs: 15_000,
    }))!;
    const targets = new KnexTargetStore(knex, [
      new HistoryRecorder({ environmentOf: () => null, listeners: [] }),
    ]);
    const rollouts = new KnexRolloutStore(knex);
    const commits = new GitHubCommitSource(
      ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [{ host: 'git.example.com', apiBaseUrl: github.url }],
          },
        }),
      ),
      new AbortController().signal,
    );
    /** A rollout of a commit, promoted two minutes later. */
    const promote = async (
      name: string,
      commit: string,
      repository: string,
    ) => {
      for (const look of [{}, { newest: 'b' }, { stable: 'b' }]) {
        const state = looking({ ...look, name });
        state.revisions[0].source = { repository, commit };
        await targets.write(
          lease,
          { puts: [state], removals: [] },
          clock.now(),
        );
        clock.advance(60_000);
      }
    };
    return {
      knex,
      clock,
      promote,
      date: () => dateCommits({ rollouts, commits, clock }),
      figures: async () =>
        figuresOf(
          await rollouts.ended(ANY, {
            since: new Date(0),
            environment: null,
          }),
          lastDays(7, clock.now()),
          null,
        ),
    };
  }

  it('makes the lead time known, asking for each commit once', async () => {
    const { promote, date, figures } = await open();
    await promote('web', SHA, REPOSITORY);
    await promote('api', SHA, REPOSITORY);
    github.dates[SHA] = '2026-11-23T17:01:00+09:00';
    expect(await figures()).toMatchObject({ leadTimeKnown: 0 });
    expect(await date()).toBe(1);
    // Committed at 08:01 UTC, promoted at 09:02 and 09:05.
    expect(await figures()).toMatchObject({
      leadTimeKnown: 2,
      leadTimeSeconds: 62.5 * 60,
    });
    expect(await date()).toBe(0);
    expect(github.requests.map(({ url }) => url)).toEqual([
      `/repos/heal7/web/commits/${SHA}?per_page=1`,
    ]);
  });

  it('asks again when the host did not say, and never when it does not know', async () => {
    const { promote, date, figures } = await open();
    await promote('web', SHA, REPOSITORY);
    github.broken = { status: 403, body: 'slow down' };
    await expect(date()).rejects.toThrow('git.example.com');
    github.broken = null;
    expect(await date()).toBe(1);
    expect(await date()).toBe(0);
    expect(await figures()).toMatchObject({
      deployments: 1,
      leadTimeKnown: 0,
      leadTimeSeconds: null,
    });
  });

  it('asks nobody about what is no commit of a configured host', async () => {
    const { promote, date } = await open();
    await promote('web', 'main/../../user', REPOSITORY);
    await promote('api', SHA, 'https://elsewhere.example.com/heal7/web');
    await promote('app', '', REPOSITORY);
    expect(await date()).toBe(2);
    expect(github.requests).toEqual([]);
    expect(await date()).toBe(0);
  });
});
