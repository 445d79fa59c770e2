import { setTimeout as delay } from 'node:timers/promises';
import { Queue, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from '../server/logger.ts';
import { QUEUE, readingJob } from '../work/job.ts';
import { reading } from '../work/reading.ts';
import type { Delivery } from './deliver.ts';
import type { JobMetrics } from './metrics.ts';

export type Consumer = {
  /** Whether Redis answers. */
  connected(): Promise<boolean>;
  /** Waiting jobs of the whole queue for each worker on it. */
  depth(): Promise<number>;
  /**
   * Takes no more jobs and waits for those under way. Rejects when some outlast
   * the time: they are another replica's then, when their lock has expired.
   */
  stop(timeoutMs: number): Promise<void>;
};

/** Takes jobs from the queue, `concurrency` at a time. */
export function consume(options: {
  redisUrl: string;
  concurrency: number;
  deliver: Delivery;
  logger: Logger;
  metrics: JobMetrics;
}): Consumer {
  const { deliver, logger, metrics } = options;
  // Commands wait for a lost connection to come back instead of failing.
  const connection = new Redis(options.redisUrl, {
    maxRetriesPerRequest: null,
  });
  connection.on('error', error => logger.warn('redis', { error }));
  const queue = new Queue(QUEUE, { connection });
  queue.on('error', error => logger.warn('queue', { error }));
  const worker = new Worker(
    QUEUE,
    async job => {
      const parsed = readingJob.safeParse(job.data);
      // Trying again would not make it another job.
      if (!parsed.success) throw new UnrecoverableError('not a reading job');
      const text = reading(parsed.data);
      await deliver({ id: job.id!, locale: parsed.data.locale, text });
    },
    { connection, concurrency: options.concurrency },
  );
  worker.on('error', error => logger.warn('worker', { error }));
  worker.on('completed', job => {
    metrics.finished('completed', seconds(job));
    logger.info('job', { id: job.id, attempt: job.attemptsMade });
  });
  worker.on('failed', (job, error) => {
    const last = job?.finishedOn !== undefined;
    metrics.finished(last ? 'failed' : 'retried', seconds(job));
    const line = { id: job?.id, attempt: job?.attemptsMade, error };
    if (last) logger.error('job failed for good', line);
    else logger.warn('job failed, will be tried again', line);
  });

  return {
    connected: async () =>
      connection.status === 'ready' && (await connection.ping()) === 'PONG',
    depth: async () => {
      const [waiting, workers] = await Promise.all([
        queue.getWaitingCount(),
        queue.getWorkersCount(),
      ]);
      return waiting / Math.max(1, workers);
    },
    stop: async timeoutMs => {
      const expired = new AbortController();
      const finished = await Promise.race([
        worker.close().then(() => true),
        delay(timeoutMs, false, { signal: expired.signal }).catch(() => false),
      ]);
      expired.abort();
      await queue.close();
      connection.disconnect();
      if (!finished) {
        throw new Error(`jobs were still under way after ${timeoutMs} ms`);
      }
    },
  };
}

const seconds = (job: { processedOn?: number } | undefined) =>
  job?.processedOn ? (Date.now() - job.processedOn) / 1000 : 0;
