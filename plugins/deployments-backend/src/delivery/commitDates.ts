import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CommitSource } from '../changes/CommitSource';
import { isCommit } from '../changes/repository';
import type { Clock } from '../lib/Clock';
import type { RolloutStore, UndatedCommit } from '../store/RolloutStore';

const DAY_MS = 86_400_000;

// A host that answers again after longer than this tells no more of them.
const ASKED_FOR_DAYS = 7;
const AT_ONCE = 50;

/** @internal */
export interface CommitDatesDeps {
  rollouts: Pick<RolloutStore, 'undatedCommits' | 'dateCommit'>;
  commits: Pick<CommitSource, 'repositoryOf' | 'committedAt'>;
  clock: Clock;
}

async function dateOf(
  { repository: url, commit }: UndatedCommit,
  commits: CommitDatesDeps['commits'],
): Promise<string | null> {
  const repository = isCommit(commit) ? commits.repositoryOf(url) : null;
  return repository && commits.committedAt(repository, commit);
}

/**
 * Asks the git host when the commits of promoted rollouts were made, each
 * once, for their lead time. Outside of any write of targets: no host keeps
 * the picture of a cluster waiting.
 *
 * @returns how many were asked for.
 * @throws ServiceUnavailableError when the host does not say; the rest is
 * asked for the next time.
 * @internal
 */
export async function dateCommits(
  { rollouts, commits, clock }: CommitDatesDeps,
  signal?: AbortSignal,
): Promise<number> {
  const since = new Date(clock.now().getTime() - ASKED_FOR_DAYS * DAY_MS);
  const undated = await rollouts.undatedCommits(since, AT_ONCE);
  for (const commit of undated) {
    if (signal?.aborted) {
      break;
    }
    await rollouts.dateCommit(commit, await dateOf(commit, commits));
  }
  return undated.length;
}

/** Lets one replica do that every few minutes. @internal */
export async function scheduleCommitDates(
  scheduler: SchedulerService,
  logger: LoggerService,
  deps: CommitDatesDeps,
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'deployments-commit-dates',
    frequency: { minutes: 5 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 1 },
    scope: 'global',
    fn: async signal => {
      try {
        await dateCommits(deps, signal);
      } catch (error) {
        logger.warn(
          `The time of commits is not known yet: ${(error as Error).message}`,
        );
      }
    },
  });
}
