import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { explain } from '../engine/explain';
import { failure, RunFailure } from '../engine/RunFailure';
import { PRIVATE_FOLDER } from '../jobs/files';
import { pluginCacheIn } from '../work/cliConfig';
import type { JobContext } from './JobContext';
import type { Stop } from './Stop';

const ASK_AGAIN_MILLISECONDS = 500;

/** Of whoever died with it. */
const STALE_MILLISECONDS = 30_000;

/**
 * Alone with the cache of providers: the engine does not look out for others
 * (https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache).
 *
 * @returns what gives it back
 */
async function claimCache(
  folder: string,
  stop: Stop,
): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  for (;;) {
    if (stop.reason) {
      throw failure(stop.reason, 'It was stopped');
    }
    try {
      return await lock(folder, {
        stale: STALE_MILLISECONDS,
        // The worst that can follow is a download twice.
        onCompromised: () => {},
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') {
        throw error;
      }
      await delay(ASK_AGAIN_MILLISECONDS);
    }
  }
}

/**
 * Gets the providers that the lock file names, and no other, and connects to
 * the state.
 *
 * @throws RunFailure when that is not possible
 */
export async function initialise(context: JobContext): Promise<void> {
  const { engine, settings, stop } = context;
  const release = settings.providerMirror
    ? async () => {}
    : await claimCache(pluginCacheIn(settings.dataDir), stop);
  try {
    const result = await engine.run(
      ['init', '-json', '-input=false', '-lockfile=readonly'],
      stop,
    );
    if (!result.ok) {
      throw new RunFailure(explain('init', result.diagnostics, result.said));
    }
  } finally {
    await release().catch(() => {});
  }
}
