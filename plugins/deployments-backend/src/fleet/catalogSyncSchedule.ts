import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';

const KEY = 'deployments.catalogSync';

/**
 * Reads `deployments.catalogSync`. Each 15 seconds unless given.
 *
 * @internal
 */
export function readCatalogSyncSchedule(
  config: Config,
): SchedulerServiceTaskScheduleDefinition {
  return config.has(KEY)
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
        config.getConfig(KEY),
      )
    : { frequency: { seconds: 15 }, timeout: { minutes: 2 } };
}
