import { InputError } from '@backstage/errors';
import type { Job } from '@heal7/backstage-plugin-provisioning-node';

/** Of GitHub, for all inputs of a dispatch together. */
const MOST_CHARACTERS = 65_535;

function stateOf({ state }: Job): string {
  if (state.type === 'local') {
    throw new InputError(
      'The state of this environment is in a local folder, which a workflow cannot reach: configure s3 or gcs',
    );
  }
  return JSON.stringify(state);
}

/**
 * What a job is to the workflow `stack.yml`. Secrets and credentials stay here:
 * the workflow has its own, by OIDC and from its environment's secrets.
 *
 * @throws InputError when it cannot be done by a workflow.
 */
export function dispatchInputs(
  job: Job,
  planRunId: number | null,
): Record<string, string> {
  const { origin } = job.module;
  if (!origin) {
    throw new InputError(
      `The module '${job.module.id}' comes from a local folder, which a workflow cannot see: configure its source by URL and commit`,
    );
  }
  const inputs = {
    job: job.id,
    step: job.step,
    environment: job.stack.environment,
    stack: job.stack.id,
    commit: origin.commit,
    root: [origin.path, job.module.root].filter(Boolean).join('/'),
    destroy: String(job.destroy),
    variables: JSON.stringify(job.variables),
    state: stateOf(job),
    'plan-job': job.plan?.jobId ?? '',
    'plan-digest': job.plan?.digest ?? '',
    'plan-run': planRunId === null ? '' : String(planRunId),
    minutes: String(Math.ceil(job.limits.seconds / 60)),
  };
  if (JSON.stringify(inputs).length > MOST_CHARACTERS) {
    throw new InputError(
      `The inputs of the stack '${job.stack.name}' are larger than the ${MOST_CHARACTERS} characters that GitHub takes`,
    );
  }
  return inputs;
}
