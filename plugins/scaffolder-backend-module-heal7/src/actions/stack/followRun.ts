import { setTimeout as delay } from 'node:timers/promises';
import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  LogLine,
  RunView,
} from '@heal7/backstage-plugin-provisioning-common';
import type { ProvisioningClient } from '@heal7/backstage-plugin-provisioning-node';

/** A terminal would obey them; a log is data. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** How many looks in a row may fail before the wait does. */
const FAILURES = 5;

const USUAL_PAUSE_MS = 2_000;

/** Why a task stopped waiting. */
export class StoppedWaiting extends Error {
  override name = 'StoppedWaiting';
}

/**
 * Passes a run's log on until it has come to where nothing is to wait for. A
 * task that is cancelled takes its run with it.
 *
 * @throws StoppedWaiting when there were as many looks as allowed
 */
export async function followRun(options: {
  provisioning: ProvisioningClient;
  runId: string;
  until(run: RunView): boolean;
  credentials(): Promise<BackstageCredentials>;
  logger: LoggerService;
  signal: AbortSignal | undefined;
  looks: number;
  every?: number;
}): Promise<RunView> {
  const { provisioning, runId, logger, signal } = options;
  let position = 0;
  let failures = 0;
  const passOn = async (credentials: BackstageCredentials) => {
    for (;;) {
      const page = await provisioning.log(runId, position, {
        credentials,
        signal,
      });
      page.lines.forEach(line => say(logger, line));
      position = page.next;
      if (page.lines.length === 0) {
        return;
      }
    }
  };
  try {
    for (let look = 0; look < options.looks; look++) {
      signal?.throwIfAborted();
      try {
        const credentials = await options.credentials();
        const run = await provisioning.run(runId, { credentials, signal });
        await passOn(credentials);
        failures = 0;
        if (options.until(run)) {
          return run;
        }
      } catch (error) {
        // The run is under way: a look that fails is no reason to lose it.
        failures += 1;
        if (signal?.aborted || failures === FAILURES) {
          throw error;
        }
      }
      await delay(options.every ?? USUAL_PAUSE_MS, undefined, { signal });
    }
  } catch (error) {
    if (signal?.aborted) {
      await provisioning.cancel(runId, 'The task that asked was cancelled', {
        credentials: await options.credentials(),
      });
    }
    throw error;
  }
  throw new StoppedWaiting(`Run ${runId} is still under way`);
}

function say(logger: LoggerService, { text, level }: LogLine): void {
  logger[level](text.replace(CONTROLS, ''));
}
