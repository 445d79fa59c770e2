import { hasEnded } from '@heal7/backstage-plugin-provisioning-common';
import type {
  Offer,
  Run,
  RunAccess,
  RunKind,
  StackAccess,
  StackAct,
} from '@heal7/backstage-plugin-provisioning-common';
import type { StackRecord } from '../ports/Stacks';
import { assertPossible } from '../runs/admission';
import { refusal } from './StackAuthorizer';
import type { Act, StackPermits } from './StackAuthorizer';

const OFFERED: Offer = { offered: true };
const not = (reason: string): Offer => ({ offered: false, reason });

/** Which permission a run needs to be started. @internal */
export const actOfKind = (kind: RunKind): Act =>
  kind === 'destroy' || kind === 'unprotect' ? 'destroy' : 'plan';

/** What each act of a stack starts. @internal */
export const KIND_OF_ACT: Record<StackAct, RunKind> = {
  plan: 'apply',
  check: 'check',
  destroy: 'destroy',
  unprotect: 'unprotect',
};

/** Why a run of that kind cannot be now, whoever asks; undefined when it can. */
function impossible(kind: RunKind, record: StackRecord): string | undefined {
  const { currentRun } = record;
  // A check makes room for what somebody wants.
  if (currentRun && (currentRun.kind !== 'check' || kind === 'check')) {
    return `Run ${currentRun.number} is under way`;
  }
  try {
    assertPossible(record, kind);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * What may be started on a stack now.
 *
 * @internal
 */
export function stackAccess(
  record: StackRecord,
  permits: StackPermits,
): StackAccess {
  const offer = (act: StackAct): Offer => {
    const kind = KIND_OF_ACT[act];
    const needed = actOfKind(kind);
    if (!permits.allows(needed, record.stack)) {
      return not(refusal(needed));
    }
    const reason = impossible(kind, record);
    return reason === undefined ? OFFERED : not(reason);
  };
  return {
    plan: offer('plan'),
    check: offer('check'),
    destroy: offer('destroy'),
    unprotect: offer('unprotect'),
  };
}

/**
 * What may be done to a run now.
 *
 * @internal
 */
export function runAccess(
  run: Run,
  record: StackRecord,
  caller: { actor: string; person: boolean; permits: StackPermits },
): RunAccess {
  const decide = decideOffer(run, record, caller);
  return {
    approve: decide.offered ? approveOffer(run, caller.actor) : decide,
    reject: decide,
    cancel: cancelOffer(run, record, caller),
  };
}

function decideOffer(
  run: Run,
  { stack }: StackRecord,
  { person, permits }: { person: boolean; permits: StackPermits },
): Offer {
  if (!permits.allows('approve', stack)) {
    return not(refusal('approve'));
  }
  if (!person) {
    return not('Only people approve and reject plans');
  }
  return run.phase === 'awaiting-approval'
    ? OFFERED
    : not('No plan of it waits for approval');
}

function approveOffer({ plan, requestedBy }: Run, actor: string): Offer {
  if (plan?.findings.some(({ severity }) => severity === 'block')) {
    return not('A policy blocks this plan');
  }
  return plan?.approval === 'second-person' && requestedBy === actor
    ? not('You have asked for it: somebody else has to approve it')
    : OFFERED;
}

function cancelOffer(
  run: Run,
  { stack }: StackRecord,
  { actor, permits }: { actor: string; permits: StackPermits },
): Offer {
  const needed = actOfKind(run.kind);
  if (run.requestedBy !== actor && !permits.allows(needed, stack)) {
    return not(refusal(needed));
  }
  if (hasEnded(run.phase)) {
    return not('It has ended');
  }
  return run.cancelRequested ? not('It is being cancelled') : OFFERED;
}
