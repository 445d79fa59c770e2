/**
 * The program that watches over one job of the terraform executor, in a process
 * of its own, so that the job outlives the portal.
 *
 * @packageDocumentation
 */

import { JobFolder } from './jobs/JobFolder';
import { identify } from './jobs/processIdentity';
import type { Answer, Order } from './runner/Order';
import { runJob } from './runner/runJob';
import { Stop } from './runner/Stop';

const answer = (message: Answer) =>
  new Promise<void>(resolve => {
    process.send?.(message, undefined, undefined, () => resolve());
  });

async function main(order: Order): Promise<void> {
  const folder = new JobFolder(order.settings.dataDir, order.job.id);
  const identity = await identify(process.pid);
  if (!identity || !(await folder.claimRunner(order.attempt, identity))) {
    await answer({ type: 'taken' });
    return;
  }
  const stop = new Stop();
  process.on('SIGTERM', async () => {
    stop.request((await folder.isCancelled()) ? 'cancelled' : 'terminated');
  });
  await answer({ type: 'begun' });
  // The portal may end, or talk to others, as it likes.
  process.disconnect?.();
  // Backstage's loader in development would go on telling what it loads.
  process.send = undefined;
  await runJob(order, folder, stop);
}

// Those of a terminal are meant for the portal.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.once('message', (order: Order) => {
  main(order).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
