import { tmpdir } from 'node:os';
import type {
  AuthService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import type { NameReservations } from '../reservations/NameReservations';
import { LeftoverFolders } from './LeftoverFolders';
import type { LeftoverWorkspaces } from './LeftoverWorkspaces';
import { whenTasksEnd } from './whenTasksEnd';

const ENDED = ['cancelled', 'completed', 'failed'];

/**
 * Cleans up after each task, and now and then after those whose end this
 * process has not seen.
 */
export async function keepHouse(options: {
  auth: AuthService;
  config: RootConfigService;
  events: EventsService;
  logger: LoggerService;
  reservations: NameReservations;
  scaffolder: ScaffolderService;
  scheduler: SchedulerService;
  workspaces: LeftoverWorkspaces;
}): Promise<void> {
  const { auth, config, events, logger, reservations, scaffolder, workspaces } =
    options;
  const folders = new LeftoverFolders(
    config.getOptionalString('backend.workingDirectory') ?? tmpdir(),
  );
  await whenTasksEnd(events, async taskId => {
    await reservations.release(taskId);
    await folders.removeOf(taskId);
  });

  /** Undefined for what is no task of this portal. */
  const statusOf = async (taskId: string) => {
    try {
      const credentials = await auth.getOwnServiceCredentials();
      const { status } = await scaffolder.getTask({ taskId }, { credentials });
      return status;
    } catch (error) {
      logger.debug(`Left what is kept of task ${taskId}: ${error}`);
      return undefined;
    }
  };
  const hasEnded = async (taskId: string) =>
    ENDED.includes((await statusOf(taskId)) ?? '');

  await options.scheduler.scheduleTask({
    id: 'heal7-leftovers',
    scope: 'local',
    initialDelay: { seconds: 10 },
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    async fn() {
      await folders.sweep(hasEnded);
      await workspaces.sweep(
        async taskId => (await statusOf(taskId)) === 'completed',
      );
      for (const taskId of await reservations.holders()) {
        if (await hasEnded(taskId)) {
          await reservations.release(taskId);
        }
      }
    },
  });
}
