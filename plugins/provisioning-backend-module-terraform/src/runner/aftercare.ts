import { readState } from '@heal7/backstage-plugin-provisioning-node';
import type {
  ResourceProgress,
  StateSummary,
} from '@heal7/backstage-plugin-provisioning-node';
import type { Orphan } from '@heal7/backstage-plugin-provisioning-common';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { explain } from '../engine/explain';
import { RunFailure } from '../engine/RunFailure';
import { exists } from '../jobs/JobFolder';
import { JobLogReader } from '../jobs/JobLogReader';
import type { JobContext } from './JobContext';
import { orphans } from './orphans';
import { Stop } from './Stop';

const ERRORED_STATE = 'errored.tfstate';
/** Cleaning up is not stopped by what stopped the job, but has its own limit. */
const LIMIT_SECONDS = 180;

async function limited<T>(task: (stop: Stop) => Promise<T>): Promise<T> {
  const stop = new Stop();
  const timer = setTimeout(() => stop.request('timeout'), LIMIT_SECONDS * 1000);
  try {
    return await task(stop);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws RunFailure when the state cannot be read */
export async function readStack(context: JobContext): Promise<StateSummary> {
  const result = await limited(stop =>
    context.engine.run(['show', '-json'], stop, { answers: true }),
  );
  if (!result.ok) {
    throw new RunFailure(
      explain('read the state', result.diagnostics, result.said),
    );
  }
  return readState(JSON.parse(result.answer.toString('utf8')), context.mask);
}

/** What the engine could not write to where the state is kept. */
async function pushErroredState(context: JobContext): Promise<void> {
  const file = join(context.root, ERRORED_STATE);
  if (await exists(file)) {
    await limited(stop =>
      context.engine.run(['state', 'push', ERRORED_STATE], stop),
    );
    await rm(file, { force: true });
  }
}

/** By the id that this job's engine has taken, so that it is nobody else's. */
export async function releaseLock(context: JobContext): Promise<void> {
  const id = await context.folder.lockId();
  if (id) {
    await limited(stop =>
      context.engine.run(['force-unlock', '-force', id], stop),
    );
    await context.folder.keepLockId(null);
  }
}

async function progressOf(log: string): Promise<ResourceProgress[]> {
  const reader = new JobLogReader(log);
  const found: ResourceProgress[] = [];
  for (
    let lines = await reader.next();
    lines.length > 0;
    lines = await reader.next()
  ) {
    found.push(...lines.flatMap(({ progress }) => progress ?? []));
  }
  return found;
}

export interface Left {
  /** Null when it cannot be read. */
  state: StateSummary | null;
  orphans: Orphan[];
}

/**
 * What an apply has left that did not come to its end: what it knows is
 * written down, and what nobody knows of is listed.
 */
export async function takeStock(
  context: JobContext,
  providerDied: boolean,
): Promise<Left> {
  await pushErroredState(context);
  const state = await readStack(context).catch(() => null);
  const progress = await progressOf(context.folder.log);
  return { state, orphans: orphans(progress, state, providerDied) };
}
