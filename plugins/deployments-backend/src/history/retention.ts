import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { Clock } from '../lib/Clock';
import type { NoticeStore } from '../store/NoticeStore';
import type { RolloutStore } from '../store/RolloutStore';

const KEY = 'deployments.history.retention';
const DEFAULT_DAYS = 400;
const DAY_MS = 86_400_000;
const BATCH = 500;

/**
 * Days that the history is kept.
 *
 * @throws InputError
 * @internal
 */
export function readRetention(config: Config): number {
  const days = config.getOptionalNumber(KEY) ?? DEFAULT_DAYS;
  if (!Number.isInteger(days) || days < 1) {
    throw new InputError(`${KEY} must be a whole number of days, 1 or more`);
  }
  return days;
}

/**
 * Forgets what is older than that, a few at a time, so that no transaction
 * keeps the writes of clusters waiting.
 *
 * @internal
 */
export async function forgetOld(deps: {
  rollouts: RolloutStore;
  notices: NoticeStore;
  clock: Clock;
  days: number;
  signal?: AbortSignal;
}): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - deps.days * DAY_MS);
  let forgotten = 0;
  while (!deps.signal?.aborted) {
    const some = await deps.rollouts.prune(before, BATCH);
    forgotten += some;
    if (some < BATCH) {
      break;
    }
  }
  await deps.notices.prune(before);
  return forgotten;
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
      const forgotten = await forgetOld({ ...deps, signal });
      if (forgotten > 0) {
        logger.info(
          `Forgot ${forgotten} rollouts that ended more than ${deps.days} days ago`,
        );
      }
    },
  });
}
