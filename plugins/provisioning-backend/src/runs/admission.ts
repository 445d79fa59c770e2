import { InputError } from '@backstage/errors';
import type { RunKind } from '@heal7/backstage-plugin-provisioning-common';
import type { StackRecord } from '../ports/Stacks';

/**
 * Whether a run of that kind makes sense now.
 *
 * @throws InputError with the reason, and what to do instead.
 */
export function assertPossible(record: StackRecord, kind: RunKind): void {
  const { stack, facts } = record;
  const nothingThere =
    !facts.applied || facts.destroyed
      ? `There is nothing of the stack '${stack.name}' in the cloud`
      : undefined;
  switch (kind) {
    case 'check':
    case 'unprotect':
      if (nothingThere) {
        throw new InputError(nothingThere);
      }
      if (kind === 'unprotect' && !stack.deletionProtection) {
        throw new InputError(
          `The stack '${stack.name}' has no deletion protection to take off`,
        );
      }
      return;
    case 'destroy':
      if (nothingThere) {
        throw new InputError(nothingThere);
      }
      if (stack.deletionProtection) {
        throw new InputError(
          `The stack '${stack.name}' is protected from deletion: take the protection off first, which is a plan and an approval of its own`,
        );
      }
      return;
    default:
  }
}
