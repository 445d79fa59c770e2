import { setTimeout as delay } from 'node:timers/promises';
import type { EngineTrace } from '../jobs/JobFolder';
import { identify, signal } from '../jobs/processIdentity';

const POLL_MILLISECONDS = 50;
const TRIES = 200;

/**
 * Ends what is left of an engine whose runner has died. It cannot be asked
 * gently: what it says goes nowhere now, and saying it ends it. Its providers
 * may have outlived it; a group's number is not given to another while one of
 * its members lives.
 */
export async function endGroup(trace: EngineTrace): Promise<void> {
  const now = await identify(trace.pid);
  if (now && now.began !== trace.began) {
    return;
  }
  for (let tries = 0; tries < TRIES; tries++) {
    if (!signal(-trace.pid, 'SIGKILL')) {
      return;
    }
    await delay(POLL_MILLISECONDS);
  }
}
