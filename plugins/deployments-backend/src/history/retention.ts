import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { Clock } from '../lib/Clock';
import type { ActStore, ForgottenActs } from '../store/ActStore';
import type { NoticeStore } from '../store/NoticeStore';
import type { RolloutStore } from '../store/RolloutStore';

const DEFAULT_DAYS = 400;
const DAY_MS = 86_400_000;
const BATCH = 500;

/**
 * Days that things are remembered.
 *
 * @internal
 */
export interface Retention {
  /** Rollouts, since they ended. */
  rollouts: number;
  /** What people did, apart from what a remembered rollout tells of. */
  acts: number;
}

/** @throws InputError @internal */
export function readRetention(config: Config): Retention {
  const days = (key: string) => {
    const value = config.getOptionalNumber(key) ?? DEFAULT_DAYS;
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`${key} must be a whole number of days, 1 or more`);
    }
    return value;
  };
  return {
    rollouts: days('deployments.history.retention'),
    acts: days('deployments.history.actsRetention'),
  };
}

/**
 * Forgets what is older than that, a few at a time, so that no transaction
 * keeps the writes of clusters waiting.
 *
 * @internal
 */
export async function forgetOld(deps: {
  rollouts: RolloutStore;
  acts: Pick<ActStore, 'prune'>;
  notices: NoticeStore;
  clock: Clock;
  days: Retention;
  signal?: AbortSignal;
}): Promise<{ rollouts: number; acts: number }> {
  const daysAgo = (days: number) =>
    new Date(deps.clock.now().getTime() - days * DAY_MS);
  const before = daysAgo(deps.days.rollouts);
  let rollouts = 0;
  while (!deps.signal?.aborted) {
    const some = await deps.rollouts.prune(before, BATCH);
    rollouts += some;
    if (some < BATCH) {
      break;
    }
  }
  const actsBefore = daysAgo(deps.days.acts);
  let acts = 0;
  let after: number | null = 0;
  while (after !== null && !deps.signal?.aborted) {
    const some: ForgottenActs = await deps.acts.prune(actsBefore, {
      after,
      limit: BATCH,
    });
    acts += some.forgotten;
    after = some.next;
  }
  await deps.notices.prune(before);
  return { rollouts, acts };
}

/** Lets one replica do that each hour. @internal */
export async function scheduleForgetting(
  scheduler: SchedulerService,
  logger: LoggerService,
  deps: Omit<Parameters<typeof forgetOld>[0], 'signal'>,
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'deployments-history-retention',
    frequency: { hours: 1 },
    timeout: { minutes: 15 },
    initialDelay: { minutes: 5 },
    scope: 'global',
    fn: async signal => {
      const { rollouts, acts } = await forgetOld({ ...deps, signal });
      if (rollouts + acts > 0) {
        logger.info(
          `Forgot ${rollouts} rollouts that ended more than ${deps.days.rollouts} days ago, and ${acts} acts from more than ${deps.days.acts} days ago`,
        );
      }
    },
  });
}
