import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  DecideRequest,
  Run,
  StartRunRequest,
} from '@heal7/backstage-plugin-provisioning-common';
import { audited } from '../audit/audited';
import type { Environments } from '../ports/Environments';
import type { RunCommands } from '../ports/Runs';
import type { StackRecord } from '../ports/Stacks';
import type { Caller } from './Caller';
import { actOfKind } from './offers';

const metaOf = (
  run: Run,
  { stack }: StackRecord,
  more: Record<string, string>,
) => ({
  stack: stack.name,
  stackId: stack.id,
  runId: run.id,
  kind: run.kind,
  ...more,
});

/**
 * What people do with runs, when they may.
 *
 * @internal
 */
export class RunActs {
  constructor(
    private readonly deps: {
      auditor: Pick<AuditorService, 'createEvent'>;
      commands: RunCommands;
      environments: Environments;
      continuations: {
        /** @throws InputError, NotAllowedError when it must not be started. */
        admit(
          templateRef: string,
          credentials: BackstageCredentials,
        ): Promise<void>;
      };
    },
  ) {}

  /** @throws NotAllowedError, InputError, ConflictError */
  async start(
    { stack }: StackRecord,
    request: StartRunRequest,
    caller: Caller,
  ): Promise<Run> {
    const { kind, autoApply = false, continuation = null } = request;
    const meta = { stack: stack.name, stackId: stack.id, kind };
    return audited(
      this.deps.auditor,
      'run-start',
      caller,
      { ...meta, reason: request.reason },
      async () => {
        caller.permits.demand(actOfKind(kind), stack);
        const { approval } = this.deps.environments.byName(stack.environment);
        if (autoApply && approval === 'none') {
          // Nobody will be asked: this is the approval.
          caller.permits.demand('approve', stack);
        }
        if (approval !== 'none' && kind !== 'check' && request.reason === '') {
          throw new InputError(
            `Say why: runs in '${stack.environment}' are approved by people, who have to know the reason`,
          );
        }
        if (continuation) {
          await this.deps.continuations.admit(
            continuation.templateRef,
            caller.credentials,
          );
        }
        return this.deps.commands.start(stack.id, {
          kind,
          reason: request.reason,
          autoApply,
          version: request.version,
          idempotencyKey: request.idempotencyKey ?? null,
          continuation,
          actor: caller.actor,
        });
      },
    );
  }

  /** @throws NotAllowedError, InputError, ConflictError */
  async decide(
    decision: 'approve' | 'reject',
    { run, record }: { run: Run; record: StackRecord },
    request: DecideRequest,
    caller: Caller,
  ): Promise<Run> {
    return audited(
      this.deps.auditor,
      `run-${decision}`,
      caller,
      metaOf(run, record, { digest: request.digest, comment: request.comment }),
      async () => {
        caller.permits.demand('approve', record.stack);
        if (!caller.person) {
          throw new NotAllowedError('Only people approve and reject plans');
        }
        const { digest, comment, confirmation = null } = request;
        const { actor } = caller;
        return decision === 'approve'
          ? this.deps.commands.approve(run.id, {
              digest,
              comment,
              confirmation,
              actor,
            })
          : this.deps.commands.reject(run.id, { digest, comment, actor });
      },
    );
  }

  /** @throws NotAllowedError */
  async cancel(
    { run, record }: { run: Run; record: StackRecord },
    reason: string,
    caller: Caller,
  ): Promise<Run> {
    return audited(
      this.deps.auditor,
      'run-cancel',
      caller,
      metaOf(run, record, { reason }),
      async () => {
        if (run.requestedBy !== caller.actor) {
          caller.permits.demand(actOfKind(run.kind), record.stack);
        }
        return this.deps.commands.cancel(run.id, reason, caller.actor);
      },
    );
  }
}
