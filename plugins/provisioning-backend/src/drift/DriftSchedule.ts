import type { Knex } from 'knex';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../lib/Clock';
import type { Environments } from '../ports/Environments';
import type { RunCommands } from '../ports/Runs';
import { nextCheck } from '../runs/RunWrites';
import type { StackRow } from '../store/rows';

/** Who asks for the checks of the schedule. */
export const DRIFT_CHECK = 'drift-check';

const BATCH = 20;

/**
 * Starts the checks for drift that are due: one at a time a stack, never while
 * something else is under way; how many run at once is the workers' affair.
 */
export class DriftSchedule {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      environments: Environments;
      commands: RunCommands;
      logger: LoggerService;
    },
  ) {}

  /** Starts those that are due now. */
  async tick(): Promise<void> {
    const { knex, clock, logger } = this.deps;
    const now = clock.now().getTime();
    const due = await knex<StackRow>('stacks')
      .where('check_at', '<=', now)
      .whereNull('current_run_id')
      .orderBy('check_at')
      .limit(BATCH);
    for (const stack of due) {
      const claimed = await knex<StackRow>('stacks')
        .where({ id: stack.id, check_at: stack.check_at })
        .update({ check_at: this.next(stack, now) });
      if (claimed === 1) {
        await this.check(stack).catch(error =>
          logger.info(`The stack '${stack.name}' is not checked now: ${error}`),
        );
      }
    }
  }

  private async check(stack: StackRow): Promise<void> {
    await this.deps.commands.start(stack.id, {
      kind: 'check',
      reason: '',
      autoApply: false,
      version: stack.version,
      idempotencyKey: null,
      continuation: null,
      actor: DRIFT_CHECK,
    });
  }

  private next(stack: StackRow, now: number): number | null {
    const { clock, environments } = this.deps;
    const environment = environments
      .list()
      .find(({ name }) => name === stack.environment);
    return nextCheck(now, environment?.driftCheck?.everySeconds ?? null, () =>
      clock.random(),
    );
  }
}
