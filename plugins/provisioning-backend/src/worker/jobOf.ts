import type {
  RunKind,
  Stack,
} from '@heal7/backstage-plugin-provisioning-common';
import type {
  Job,
  ModuleBundle,
} from '@heal7/backstage-plugin-provisioning-node';
import type { JsonObject } from '@backstage/types';
import type { Environment } from '../ports/Environments';

/** The job's id: of a step of a run, so that starting it again is the same. */
export const jobId = (runId: string, step: Job['step']) => `${runId}.${step}`;

/** What an executor has to know of a step. */
export async function jobOf(
  step: Job['step'],
  from: {
    run: { id: string; kind: RunKind; planDigest: string | null };
    stack: Stack;
    variables: JsonObject;
    environment: Environment;
    module: { bundle: ModuleBundle; cloud: string; secretInputs: string[] };
  },
): Promise<Job> {
  const { run, stack, environment, module } = from;
  return {
    id: jobId(run.id, step),
    step,
    destroy: run.kind === 'destroy',
    plan:
      step === 'apply' && run.planDigest
        ? { jobId: jobId(run.id, 'plan'), digest: run.planDigest }
        : null,
    stack: {
      id: stack.id,
      name: stack.name,
      environment: stack.environment,
    },
    module: module.bundle,
    variables: from.variables,
    secrets: await environment.secrets(stack, module.secretInputs),
    credentials: environment.credentials(module.cloud),
    state: environment.state(stack),
    limits: environment.limits,
  };
}
