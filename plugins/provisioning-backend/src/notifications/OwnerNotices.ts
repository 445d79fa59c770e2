import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import { LRUCache } from 'lru-cache';
import type { RunListener } from '../ports/Runs';
import type { StackStore } from '../ports/Stacks';
import { noticeOf } from './noticeOf';

const REMEMBERED = 10_000;

/**
 * Tells owners what needs them, through Backstage's notifications. A run may
 * change many times while it waits; that it waits is told once.
 *
 * @internal
 */
export class OwnerNotices implements RunListener {
  readonly #told = new LRUCache<string, true>({ max: REMEMBERED });

  constructor(
    private readonly deps: {
      logger: LoggerService;
      notifications: Pick<NotificationService, 'send'>;
      stacks: Pick<StackStore, 'byId'>;
    },
  ) {}

  stackChanged(): void {}

  logGrew(): void {}

  runChanged(run: Run): void {
    void this.tell(run);
  }

  private async tell(run: Run): Promise<void> {
    const { logger, notifications, stacks } = this.deps;
    let scope: string | undefined;
    try {
      const record = await stacks.byId(run.stackId);
      const notice = record && noticeOf(run, record);
      if (!notice?.payload.scope || this.#told.has(notice.payload.scope)) {
        return;
      }
      scope = notice.payload.scope;
      this.#told.set(scope, true);
      await notifications.send(notice);
    } catch (error) {
      if (scope) {
        // To be told with the next change.
        this.#told.delete(scope);
      }
      logger.warn(
        `Could not tell the owners of a stack about run ${run.id}`,
        error as Error,
      );
    }
  }
}
