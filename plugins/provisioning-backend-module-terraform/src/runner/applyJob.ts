import { unseal } from '@heal7/backstage-plugin-provisioning-node';
import type { JobOutcome } from '@heal7/backstage-plugin-provisioning-node';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explain } from '../engine/explain';
import { failure, RunFailure } from '../engine/RunFailure';
import { PRIVATE_FILE } from '../jobs/files';
import { exists, JobFolder } from '../jobs/JobFolder';
import { PLAN_FILE } from '../work/WorkFolder';
import { readStack } from './aftercare';
import type { JobContext } from './JobContext';
import { digestOf, sealName } from './planJob';

/** Takes over what the plan's job has left for this one. */
async function takeOver(context: JobContext): Promise<Buffer> {
  const { folder, job, settings } = context;
  if (!job.plan) {
    throw failure('plan-missing', 'An apply needs a saved plan');
  }
  const { digest, jobId } = job.plan;
  const from = new JobFolder(settings.dataDir, jobId);
  if (!(await exists(from.sealedPlan)) || !(await exists(from.work))) {
    throw failure(
      'plan-missing',
      'The saved plan is not on this machine any more',
      'Make a new plan. Nothing was changed.',
    );
  }
  const sealed = await readFile(from.sealedPlan);
  const plan = open(sealed, jobId, settings.encryptionKey);
  if (digestOf(plan) !== digest) {
    throw failure(
      'plan-changed',
      'The saved plan is not the one that was approved',
      'Make a new plan. Nothing was changed.',
    );
  }
  await rename(from.work, folder.work);
  return plan;
}

function open(sealed: Buffer, jobId: string, key: string): Buffer {
  try {
    return unseal(sealed, sealName(jobId), key);
  } catch (error) {
    throw failure(
      'plan-changed',
      error instanceof Error ? error.message : String(error),
      'Make a new plan. Nothing was changed.',
    );
  }
}

/**
 * Applies a saved plan.
 *
 * @throws RunFailure when it did not come to its end
 */
export async function applyJob(context: JobContext): Promise<JobOutcome> {
  const { engine, root, settings, stop } = context;
  const plan = await takeOver(context);
  const file = join(root, PLAN_FILE);
  try {
    await writeFile(file, plan, { flag: 'wx', mode: PRIVATE_FILE });
    const result = await engine.run(
      [
        ...['apply', '-json', '-input=false'],
        `-lock-timeout=${settings.lockTimeoutSeconds}s`,
        PLAN_FILE,
      ],
      stop,
    );
    if (!result.ok) {
      throw new RunFailure(explain('apply', result.diagnostics, result.said));
    }
  } finally {
    await rm(file, { force: true });
  }
  return { status: 'applied', state: await readStack(context) };
}
