import { NotFoundError } from '@backstage/errors';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import type { RunStore } from '../ports/Runs';
import type { StackRecord, StackStore } from '../ports/Stacks';
import type { StackPermits } from './StackAuthorizer';

/**
 * Finds stacks and runs that somebody may see. What they may not is not told
 * from what is not there.
 *
 * @internal
 */
export class StackFinder {
  constructor(
    private readonly stacks: Pick<StackStore, 'byId'>,
    private readonly runs: Pick<RunStore, 'byId'>,
  ) {}

  /** @throws NotFoundError */
  async stack(id: string, permits: StackPermits): Promise<StackRecord> {
    const record = await this.stacks.byId(id);
    if (!record || !permits.allows('read', record.stack)) {
      throw new NotFoundError(`There is no stack '${id}' that you may see`);
    }
    return record;
  }

  /** @throws NotFoundError */
  async run(
    id: string,
    permits: StackPermits,
  ): Promise<{ run: Run; record: StackRecord }> {
    const run = await this.runs.byId(id);
    const record = run && (await this.stacks.byId(run.stackId));
    if (!run || !record || !permits.allows('read', record.stack)) {
      throw new NotFoundError(`There is no run '${id}' that you may see`);
    }
    return { run, record };
  }
}
