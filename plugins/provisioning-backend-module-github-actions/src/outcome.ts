import type { RunError } from '@heal7/backstage-plugin-provisioning-common';
import type {
  JobLogLine,
  JobOutcome,
} from '@heal7/backstage-plugin-provisioning-node';
import { z } from 'zod';
import type { Opened } from './openFiles';
import type { WorkflowRun } from './WorkflowRun';

const outcomeSchema = z.object({
  job: z.string(),
  step: z.enum(['plan', 'apply']),
  status: z.enum(['planned', 'applied', 'failed', 'cancelled']),
  digest: z.string().nullable(),
  stateFound: z.boolean(),
});

/** What the workflow has left of a job: see `delivery/stack-job`. */
export type Left = z.infer<typeof outcomeSchema>;

/** @throws Error when it is no outcome, or of another job. */
export function readLeft(bytes: Uint8Array, jobId: string): Left {
  const left = outcomeSchema.parse(
    JSON.parse(Buffer.from(bytes).toString('utf8')),
  );
  if (left.job !== jobId) {
    throw new Error(`The artifact is of the job '${left.job}'`);
  }
  return left;
}

const error = (
  code: string,
  message: string,
  hint: string,
  diagnostics: RunError['diagnostics'] = [],
): RunError => ({ code, message, hint, diagnostics });

const diagnosticsOf = (lines: JobLogLine[]): RunError['diagnostics'] =>
  lines
    .filter(({ level }) => level === 'error')
    .slice(0, 20)
    .map(({ text, address }) => ({
      severity: 'error',
      summary: text,
      detail: '',
      address,
    }));

/** Terraform's own sentence, which it has had since saved plans exist. */
const STALE = /saved plan is stale/i;

/** How a job that failed has failed, from its log. */
function failureOf(
  step: Left['step'],
  lines: JobLogLine[],
): { stale: boolean; error: RunError } {
  const diagnostics = diagnosticsOf(lines);
  if (diagnostics.some(({ summary }) => STALE.test(summary))) {
    return {
      stale: true,
      error: error(
        'plan-stale',
        'The state has changed since this was planned',
        'Plan again',
        diagnostics,
      ),
    };
  }
  return {
    stale: false,
    error: error(
      `${step}-failed`,
      diagnostics[0]?.summary ?? `Terraform could not ${step} it`,
      '',
      diagnostics,
    ),
  };
}

/** A run that left nothing: it never came to its last step. */
export function withoutArtifact(run: WorkflowRun): JobOutcome {
  const look = `Look at the run on GitHub: ${run.url}`;
  switch (run.conclusion) {
    case 'cancelled':
      return { status: 'cancelled', state: null };
    case 'timed_out':
      return {
        status: 'failed',
        state: null,
        error: error(
          'timeout',
          'GitHub ended the run, which took too long',
          look,
        ),
      };
    default:
      return {
        status: 'failed',
        state: null,
        error: error(
          'workflow-failed',
          `The workflow ended with '${
            run.conclusion ?? run.status
          }' before Terraform had left anything`,
          look,
        ),
      };
  }
}

/** A job of which GitHub has no run. */
export const lost = (jobId: string): JobOutcome => ({
  status: 'interrupted',
  state: null,
  orphans: [],
  error: error(
    'run-lost',
    `GitHub has no run of the job '${jobId}', or no longer`,
    'Look at the state, and plan again',
  ),
});

/** What came of a job, from what it has left. */
export function outcomeOf(
  left: Left,
  opened: Opened,
  lines: JobLogLine[],
): JobOutcome {
  const state = opened.state();
  if (left.status === 'planned') {
    return { status: 'planned', plan: opened.plan(left) };
  }
  if (left.status === 'applied') {
    if (!state) {
      throw new Error('The workflow has left no state');
    }
    return { status: 'applied', state };
  }
  if (left.status === 'cancelled') {
    return { status: 'cancelled', state };
  }
  const failure = failureOf(left.step, lines);
  return failure.stale
    ? { status: 'stale', error: failure.error }
    : { status: 'failed', error: failure.error, state };
}

/** What a run has left, and nobody can read. */
export const unreadable = (run: WorkflowRun, why: unknown): JobOutcome => ({
  status: 'failed',
  state: null,
  error: error(
    'outcome-unreadable',
    `What the workflow has left cannot be read: ${
      why instanceof Error ? why.message : why
    }`,
    `The secret HEAL7_SEAL_KEY of the workflow's environment has to be the portal's sealKey. Look at the run on GitHub: ${run.url}`,
  ),
});
