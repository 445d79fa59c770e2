import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import { PROVISIONING_STACKS_TOPIC } from '@heal7/backstage-plugin-provisioning-node';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import type { RunListener } from '../ports/Runs';

/**
 * Tells the catalog's provider that there may be other resources now.
 *
 * @internal
 */
export class CatalogNews implements RunListener {
  constructor(
    private readonly events: Pick<EventsService, 'publish'>,
    private readonly logger: LoggerService,
  ) {}

  stackChanged(): void {}

  logGrew(): void {}

  /** Only what has applied or destroyed something makes a difference. */
  runChanged({ times }: Run): void {
    if (times.applyStarted === null || times.ended === null) {
      return;
    }
    this.events
      .publish({ topic: PROVISIONING_STACKS_TOPIC, eventPayload: {} })
      .catch(error =>
        this.logger.warn(
          'Could not tell the catalog of a change; its schedule will find it',
          error,
        ),
      );
  }
}
