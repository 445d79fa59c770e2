import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { jobId, LOCALES, QUEUE, type ReadingJob } from '../work/job.ts';

/** Attempts after 1, 2, 4, 8 and 16 seconds, then the job stays as failed. */
const RETRIES = {
  attempts: 6,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 7 * 24 * 3600 },
  removeOnFail: { age: 30 * 24 * 3600 },
};

/** The work of a day. */
export const jobsOf = (date: string): ReadingJob[] =>
  LOCALES.map(locale => ({ date, locale }));

/**
 * Puts jobs on the queue. A job that is there already, waiting or done, is not
 * put there again: a run repeated after a crash completes the first. Rejects
 * when the signal aborts or Redis cannot be reached by then.
 */
export async function enqueue(options: {
  redisUrl: string;
  jobs: ReadingJob[];
  signal: AbortSignal;
}): Promise<number> {
  const { redisUrl, jobs, signal } = options;
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue(QUEUE, { connection });
  let said: Error | undefined;
  for (const source of [connection, queue]) {
    source.on('error', (error: Error) => (said = error));
  }
  const aborted = new Promise<never>((_, reject) => {
    const fail = () => {
      const cause = said ?? signal.reason;
      reject(new Error('the jobs could not be queued in time', { cause }));
    };
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
  });
  try {
    const added = await Promise.race([
      queue.addBulk(
        jobs.map(job => ({
          name: 'reading',
          data: job,
          opts: { ...RETRIES, jobId: jobId(job) },
        })),
      ),
      aborted,
    ]);
    return added.length;
  } finally {
    connection.disconnect();
  }
}
