import type { ClusterTransport } from '../clusters/ClusterTransport';
import { readBody } from '../clusters/responseBody';
import type { Clock } from '../lib/Clock';
import { failureOfError } from '../watch/failure';
import type { KindHealth } from './kindHealth';

const EVERY_MS = 15_000;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;

/**
 * Asks a cluster for a sign of life, because a connection that is merely
 * silent tells nothing: a watch on which nothing happens looks the same as
 * one to a machine that is gone. When there is none, all connections are
 * broken off, so that no watch waits on a dead one.
 *
 * Any HTTP answer will do; `/version` may be read by everybody who is signed
 * in. Runs until the signal aborts.
 *
 * @internal
 */
export async function probe(
  transport: ClusterTransport,
  clock: Clock,
  report: (health: KindHealth) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await transport.send({
        method: 'GET',
        path: '/version',
        signal,
        headersTimeoutMs: TIMEOUT_MS,
        idleTimeoutMs: TIMEOUT_MS,
      });
      await readBody(response, MAX_BYTES);
      report({ is: 'live' });
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const failure = failureOfError(error);
      report({ is: 'failed', failure: { ...failure, kind: 'network' } });
      await transport.close();
    }
    await clock.sleep(EVERY_MS, signal);
  }
}
