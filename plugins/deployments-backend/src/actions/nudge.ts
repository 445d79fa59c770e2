import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  DeploymentSource,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import type { ClusterClient } from '../clusters/ClusterClient';
import type { Clock } from '../lib/Clock';
import { conditionalOn } from './patches';

/** A controller that has seen a change writes within a second or two. */
const UNHEARD_MS = 5_000;

/**
 * Nudges the controller of a rollout that, some seconds later, is still as an
 * action left it. Never rejects: the action is done, and the controller's own
 * resync is the second net.
 *
 * @internal
 */
export async function nudgeWhenUnheard(
  client: ClusterClient,
  source: DeploymentSource,
  acted: { ref: ResourceRef; left: string },
  deps: { clock: Clock; logger: LoggerService; signal: AbortSignal },
): Promise<void> {
  const { clock, logger, signal } = deps;
  const { ref, left } = acted;
  if (!source.nudge || left === '') {
    return;
  }
  await clock.sleep(UNHEARD_MS, signal);
  if (signal.aborted) {
    return;
  }
  const what = `${source.engine} ${ref.namespace}/${ref.name}`;
  try {
    const live = await client.get(ref);
    if (live.metadata.resourceVersion !== left) {
      return;
    }
    // Whoever writes first has nudged it, so that a conflict is no failure.
    await client.patch(conditionalOn(source.nudge(live, clock.now()), left));
    logger.info(`Nudged ${what}: nothing has come of the last action yet`);
  } catch (error) {
    logger.debug(`Did not nudge ${what}: ${error}`);
  }
}
