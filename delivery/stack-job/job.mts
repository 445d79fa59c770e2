// What a job was told to do, checked before anything runs.
import { STATE_FIELDS } from './state.mts';
import type { State } from './state.mts';

export type Job = {
  id: string;
  step: 'plan' | 'apply';
  root: string;
  destroy: boolean;
  variables: Record<string, unknown>;
  state: State;
  plan: { jobId: string; digest: string } | null;
  directory: string;
};

const JOB_ID = /^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

function json(name: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The text itself is not repeated.
    throw new Error(`The input '${name}' is no JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`The input '${name}' is no JSON object`);
  }
  return value as Record<string, unknown>;
}

function stateOf(text: string): State {
  const value = json('state', text);
  const fields = STATE_FIELDS[value.type as State['type']];
  if (!fields) {
    throw new Error(
      `The input 'state' has the type '${value.type}': s3 and gcs are known`,
    );
  }
  const missing = fields.find(name => typeof value[name] !== 'string');
  if (missing) {
    throw new Error(`The input 'state' lacks '${missing}'`);
  }
  return value as State;
}

/**
 * Reads the action's inputs.
 *
 * @throws Error naming the input that cannot be used.
 */
export function readJob(input: (name: string) => string): Job {
  const id = input('job');
  const step = input('step');
  const root = input('root');
  if (!JOB_ID.test(id)) {
    throw new Error(`The input 'job' is '${id}': it is no id of a job`);
  }
  if (step !== 'plan' && step !== 'apply') {
    throw new Error(`The input 'step' is '${step}': write plan or apply`);
  }
  if (root.startsWith('/') || root.split('/').includes('..')) {
    throw new Error(`The input 'root' is '${root}': it leaves the checkout`);
  }
  const jobId = input('plan-job');
  const digest = input('plan-digest');
  if (step === 'apply' && !(JOB_ID.test(jobId) && DIGEST.test(digest))) {
    throw new Error('To apply, give plan-job and plan-digest');
  }
  return {
    id,
    step,
    root,
    destroy: input('destroy') === 'true',
    variables: json('variables', input('variables')),
    state: stateOf(input('state')),
    plan: step === 'apply' ? { jobId, digest } : null,
    directory: input('directory'),
  };
}
