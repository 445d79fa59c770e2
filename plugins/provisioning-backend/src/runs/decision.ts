import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { Run, RunPlan } from '@heal7/backstage-plugin-provisioning-common';

/**
 * The plan that waits to be decided on.
 *
 * @throws ConflictError when none does, or another.
 */
export function waitingPlan(run: Run, digest: string): RunPlan {
  if (run.phase !== 'awaiting-approval' || !run.plan) {
    throw new ConflictError(
      `Run ${run.number} does not wait for a decision: it is ${run.phase}`,
    );
  }
  if (run.plan.digest !== digest) {
    throw new ConflictError(
      `Run ${run.number} has another plan than the one that was decided on: look at it again`,
    );
  }
  return run.plan;
}

/**
 * Whether this person may let this plan be applied, by its own rules.
 *
 * @throws NotAllowedError when somebody else has to.
 * @throws InputError when a policy blocks it, or the confirmation is wrong.
 */
export function assertApprovable(
  run: Run,
  plan: RunPlan,
  { actor, confirmation }: { actor: string; confirmation: string | null },
): void {
  const blocking = plan.findings.filter(({ severity }) => severity === 'block');
  if (blocking.length > 0) {
    const [{ rule, message }] = blocking;
    throw new InputError(
      `${blocking.length} ${
        blocking.length === 1 ? 'finding blocks' : 'findings block'
      } this plan, first of them ${rule}: ${message}`,
    );
  }
  if (plan.approval === 'second-person' && actor === run.requestedBy) {
    throw new NotAllowedError(
      'Somebody other than who has asked for it has to approve this plan',
    );
  }
  if (plan.confirmation !== null && confirmation !== plan.confirmation) {
    throw new InputError(
      `This plan loses data: to approve it, confirm by writing '${plan.confirmation}'`,
    );
  }
}
