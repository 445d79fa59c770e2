import {
  maskPlan,
  maskTexts,
  readPlan,
  seal,
} from '@heal7/backstage-plugin-provisioning-node';
import type { JobOutcome } from '@heal7/backstage-plugin-provisioning-node';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { explain } from '../engine/explain';
import { RunFailure } from '../engine/RunFailure';
import { writeAtomically } from '../jobs/files';
import { PLAN_FILE, prepareWork } from '../work/WorkFolder';
import { initialise } from './initialise';
import type { JobContext } from './JobContext';
import type { StepResult } from './Printed';

interface PriorModule {
  resources?: { mode?: string }[];
  child_modules?: PriorModule[];
}

/** What is looked at of the engine's JSON. */
interface PlanDocument {
  prior_state?: { values?: { root_module?: PriorModule } };
}

interface State {
  lineage?: string;
}

export const digestOf = (content: Uint8Array) =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`;

/** Names a plan to the one job that may open it. */
export const sealName = (jobId: string) => `${jobId}/plan`;

async function step(
  { engine, stop }: JobContext,
  name: string,
  args: string[],
  options?: { answers: boolean },
): Promise<StepResult> {
  const result = await engine.run(args, stop, options);
  if (!result.ok) {
    throw new RunFailure(explain(name, result.diagnostics, result.said));
  }
  return result;
}

const manages = ({ resources, child_modules }: PriorModule): boolean =>
  Boolean(resources?.some(({ mode }) => mode === 'managed')) ||
  Boolean(child_modules?.some(manages));

/**
 * Whether there was a state. A plan looks the same for none and for one with
 * nothing in it; only the state itself, which then has no lineage, tells. The
 * data that planning itself has read stands in the prior state of both.
 */
async function findState(
  context: JobContext,
  plan: PlanDocument,
): Promise<boolean> {
  const root = plan.prior_state?.values?.root_module;
  if (root && manages(root)) {
    return true;
  }
  const { answer } = await step(context, 'read the state', ['state', 'pull'], {
    answers: true,
  });
  const text = answer.toString('utf8').trim();
  return text !== '' && Boolean((JSON.parse(text) as State).lineage);
}

/**
 * Plans. What an apply needs stays: the plan, encrypted, and the work folder.
 *
 * @throws RunFailure when there is no plan
 */
export async function planJob(context: JobContext): Promise<JobOutcome> {
  const { folder, job, mask, root, settings } = context;
  await prepareWork(folder.work, job);
  await initialise(context);
  const file = join(root, PLAN_FILE);
  try {
    await step(context, 'plan', [
      ...['plan', '-json', '-input=false', `-out=${PLAN_FILE}`],
      `-lock-timeout=${settings.lockTimeoutSeconds}s`,
      ...(job.destroy ? ['-destroy'] : []),
    ]);
    const plan = await readFile(file);
    await writeAtomically(
      folder.sealedPlan,
      seal(plan, sealName(job.id), settings.encryptionKey),
    );
    const shown = await step(context, 'show', ['show', '-json', PLAN_FILE], {
      answers: true,
    });
    const document = JSON.parse(shown.answer.toString('utf8'));
    return {
      status: 'planned',
      plan: {
        digest: digestOf(plan),
        summary: maskTexts(readPlan(document), mask),
        document: maskPlan(document, mask),
        stateFound: await findState(context, document),
      },
    };
  } finally {
    await rm(file, { force: true });
  }
}
