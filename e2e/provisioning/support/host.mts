/**
 * A process with an executor, as a portal is: starts the job that it is sent,
 * says so, and follows it until it is killed.
 */
import type { Job } from '@heal7/backstage-plugin-provisioning-node';
import { createBench, follow } from './executor.mts';

process.once('message', async (order: { dataDir: string; job: Job }) => {
  const bench = await createBench({ dataDir: order.dataDir });
  await bench.executor.start(order.job);
  process.send?.('started');
  await follow(bench, order.job.id);
});
