import type { JobOutcome } from '@heal7/backstage-plugin-provisioning-node';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { failure, RunFailure } from '../engine/RunFailure';
import { exists } from '../jobs/JobFolder';
import type { JobFolder } from '../jobs/JobFolder';
import { JobLogWriter } from '../jobs/JobLogWriter';
import { removeScratch, scratchOf } from '../work/scratch';
import { releaseLock, takeStock } from './aftercare';
import type { Left } from './aftercare';
import { applyJob } from './applyJob';
import { conclude } from './conclude';
import { endGroup } from './endGroup';
import type { JobContext } from './JobContext';
import type { Order } from './Order';
import { planJob } from './planJob';
import { maskOf, prepareContext } from './prepareContext';
import { keepReserve, releaseReserve } from './reserve';
import type { Stop } from './Stop';

/** How often, a second apart, it is tried to tell how a job has ended. */
const TRIES = 300;

const DIED = failure(
  'interrupted',
  'The process that watched over the engine died',
);

function steps(order: Order, context: JobContext): Promise<JobOutcome> {
  if (order.attempt > 1) {
    throw DIED;
  }
  return order.job.step === 'plan' ? planJob(context) : applyJob(context);
}

/** Of an apply, unless the engine was never ready for it. */
async function careFor(
  context: JobContext,
  error: unknown,
): Promise<Left | null> {
  await releaseLock(context);
  const ready = await exists(join(context.root, '.terraform'));
  if (!ready || context.job.step !== 'apply') {
    return null;
  }
  const providerDied =
    error instanceof RunFailure && error.error.code === 'provider-crashed';
  return takeStock(context, providerDied);
}

async function outcomeOf(
  order: Order,
  folder: JobFolder,
  log: JobLogWriter,
  stop: Stop,
): Promise<JobOutcome> {
  let context: JobContext | undefined;
  try {
    context = await prepareContext(order, folder, log, stop);
    return await steps(order, context);
  } catch (error) {
    const killed = order.attempt > 1 || Boolean(context?.engine.wasKilled);
    const stopped = stop.reason;
    const left = context
      ? await careFor(context, error).catch(() => null)
      : null;
    const { step } = order.job;
    return conclude({ step, error, stopped, killed, left }, maskOf(order));
  }
}

/** A later apply needs the work folder of its plan; nobody needs another. */
async function tidy(folder: JobFolder, outcome: JobOutcome): Promise<void> {
  if (outcome.status !== 'planned') {
    await rm(folder.work, { recursive: true, force: true });
    await rm(folder.sealedPlan, { force: true });
  }
  await removeScratch(scratchOf(folder.path));
  await releaseReserve(folder);
}

async function tell(folder: JobFolder, outcome: JobOutcome): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await folder.keepOutcome(outcome);
      return;
    } catch (error) {
      // The disk may be full; there is room again when others have ended.
      if (tries === TRIES) {
        throw error;
      }
      await delay(1_000);
    }
  }
}

/**
 * Does a job from beginning to end, or cleans up after the attempt that died
 * with it, and writes down how it has ended.
 */
export async function runJob(
  order: Order,
  folder: JobFolder,
  stop: Stop,
): Promise<void> {
  const { limits } = order.job;
  const timer = setTimeout(
    () => stop.request('timeout'),
    limits.seconds * 1000,
  );
  const trace = await folder.engine();
  if (trace) {
    await endGroup(trace);
  }
  await keepReserve(folder);
  const log = await JobLogWriter.open(folder.log);
  const outcome = await outcomeOf(order, folder, log, stop);
  clearTimeout(timer);
  await log.close();
  await tidy(folder, outcome).catch(() => {});
  await tell(folder, outcome);
}
