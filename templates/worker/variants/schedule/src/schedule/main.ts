import { ConfigError } from '../server/environment.ts';
import { createLogger } from '../server/logger.ts';
import { dateInSeoul } from '../work/job.ts';
import { readConfig } from './config.ts';
import { enqueue, jobsOf } from './enqueue.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({
    level: config.LOG_LEVEL,
    base: { service: config.SERVICE_NAME, version: config.SERVICE_VERSION },
  });
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort(new Error('told to stop')));
  const date = dateInSeoul(new Date());
  const queued = await enqueue({
    redisUrl: config.REDIS_URL,
    jobs: jobsOf(date),
    signal: AbortSignal.any([
      stop.signal,
      AbortSignal.timeout(config.RUN_TIMEOUT_MS),
    ]),
  });
  logger.info('done', { date, queued });
}

// One run: 0 when the work was done, 1 when it was not, for the cluster to
// count and to try again.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    const message = error instanceof ConfigError ? error.message : 'failed';
    createLogger({ level: 'error', base: {} }).error(message, { error });
    process.exit(1);
  },
);
